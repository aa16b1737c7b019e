package studio.karangou.server.http;

/// What comes back on a [Line].
public interface LineListener {
    /// The other side gave the sign of life that it was asked for.
    void alive();

    /// The other side asked for a sign of life, and was given one: it is there, and looks by itself whether we are.
    void asks();

    /// It is over, whoever ended it; called once.
    void over();
}
