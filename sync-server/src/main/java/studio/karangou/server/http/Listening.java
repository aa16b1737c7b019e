package studio.karangou.server.http;

import org.jspecify.annotations.Nullable;

/// Where the server listens, and what it takes there.
///
/// @param port 0 for any free one
/// @param largestBody in bytes; routes have their own, smaller limits
/// @param certificate null for plain HTTP
public record Listening(
        String host, int port, long largestBody, @Nullable ServerCertificate certificate) {}
