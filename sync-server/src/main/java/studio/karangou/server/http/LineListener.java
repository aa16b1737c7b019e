package studio.karangou.server.http;

/// What comes back on a [Line].
public interface LineListener {
    /// The other side gave a sign of life.
    void alive();

    /// It is over, whoever ended it; called once.
    void over();
}
