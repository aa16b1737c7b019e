package studio.karangou.server.http;

import org.jspecify.annotations.Nullable;

/// Where the server listens, and what it takes there.
///
/// @param port 0 for any free one
/// @param largestBody in bytes; routes have their own, smaller limits
/// @param certificate null for plain HTTP
/// @param connections at a time; who comes then waits in the queue of the system
/// @param connectionsOfNetwork at a time from one network; who comes then is turned away
public record Listening(
        String host,
        int port,
        long largestBody,
        @Nullable ServerCertificate certificate,
        int connections,
        int connectionsOfNetwork) {
    /// Enough for all who may be answered at a time, and for those who wait with an open line; half are for lines.
    public static final int CONNECTIONS = 10_000;
    /// Enough for the phones of a town behind one address, too few to take all the others' places.
    public static final int CONNECTIONS_OF_NETWORK = 1_000;

    /// The most lines that there may be: their devices need another connection each.
    public static final int LINES = CONNECTIONS / 2;

    /// With as many connections as are usual.
    public Listening(String host, int port, long largestBody, @Nullable ServerCertificate certificate) {
        this(host, port, largestBody, certificate, CONNECTIONS, CONNECTIONS_OF_NETWORK);
    }
}
