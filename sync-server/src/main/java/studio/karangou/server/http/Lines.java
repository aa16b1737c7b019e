package studio.karangou.server.http;

/// Who keeps the lines.
public interface Lines {
    /// Looks whether there is room for a device's line.
    ///
    /// @throws studio.karangou.common.model.FailureException if there is not
    void admit(DeviceCaller caller);

    /// A line was opened. Returns at once.
    LineListener opened(DeviceCaller caller, Line line);
}
