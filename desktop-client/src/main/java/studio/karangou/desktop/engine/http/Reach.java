package studio.karangou.desktop.engine.http;

/// What is known of the way to the server.
public enum Reach {
    /// It answered last time.
    THERE,
    /// It did not.
    GONE,
    /// Nobody has asked it yet, or a failure of this device's own kept it from asking.
    UNKNOWN
}
