package studio.karangou.server.http;

import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;

/// A person who has signed in.
///
/// @param session which of their sessions
/// @param roles those that have their rights in this session
public record PersonCaller(PersonId person, UUID session, Set<Role> roles) implements Caller {}
