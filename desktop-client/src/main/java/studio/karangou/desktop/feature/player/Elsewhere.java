package studio.karangou.desktop.feature.player;

import java.time.Instant;
import java.util.UUID;

/// A film that is being watched elsewhere with the same account.
///
/// @param viewing by which it can be ended
/// @param title of the film
/// @param program where, as the person's list of sessions has it
public record Elsewhere(UUID viewing, String title, String program, Instant since) {}
