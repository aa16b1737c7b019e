package studio.karangou.server.feed;

import java.util.UUID;

/// That a scope concerns a device.
///
/// @param joined the place in the feed at which it began to, 0 if it always did
record Membership(UUID scope, long joined) {}
