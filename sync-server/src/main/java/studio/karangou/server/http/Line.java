package studio.karangou.server.http;

/// A connection that stays open, on which the server speaks and the other side listens (RFC 6455). Safe for several
/// threads; one of them writes at a time, for a limited time.
public interface Line {
    /// The server goes away, or wants the line opened anew (RFC 6455, section 7.4.1).
    int GOING_AWAY = 1001;
    /// The other side may not have it any more, or speaks where it should listen.
    int REFUSED = 1008;
    /// The server's own trouble; it may be opened anew.
    int FAILED = 1011;

    /// Says something.
    ///
    /// @throws java.io.UncheckedIOException if the line is over
    void say(String text);

    /// Asks for a sign of life, which comes as [LineListener#alive].
    ///
    /// @throws java.io.UncheckedIOException if the line is over
    void ask();

    /// Ends it, after a moment even if the other side does not agree. Does nothing the second time.
    void end(int code, String reason);
}
