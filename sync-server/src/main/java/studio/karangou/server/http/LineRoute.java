package studio.karangou.server.http;

/// An address where lines are opened.
///
/// @param door who is let in, by where the request comes from and what it says
/// @param lines who keeps what is opened
record LineRoute(String path, Door door, Lines lines) {
    /// Looks at a request before anything is answered.
    @FunctionalInterface
    interface Door {
        /// @throws studio.karangou.common.model.FailureException if who asks is not let in
        DeviceCaller enter(Arrival arrival);
    }
}
