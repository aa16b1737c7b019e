package studio.karangou.common.protocol;

/// The version of everything in this package. Both sides say theirs in the header [#HEADER];
/// a side that meets a version it does not speak says so instead of guessing.
public final class ProtocolVersion {
    public static final int CURRENT = 1;
    public static final int OLDEST_SPOKEN = 1;
    public static final String HEADER = "Karangou-Protocol";

    private ProtocolVersion() {}

    /// Checks the version that the other side, or a document, says.
    ///
    /// @throws studio.karangou.common.model.FailureException with [ProtocolFailure.OtherTooOld] or
    ///     [ProtocolFailure.OtherTooNew]
    public static void check(int spoken) {
        if (spoken < OLDEST_SPOKEN) {
            throw new ProtocolFailure.OtherTooOld(spoken, OLDEST_SPOKEN).asException();
        }
        if (spoken > CURRENT) {
            throw new ProtocolFailure.OtherTooNew(spoken, CURRENT).asException();
        }
    }
}
