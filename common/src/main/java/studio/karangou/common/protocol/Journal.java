package studio.karangou.common.protocol;

/// Where the features of a device write what happened.
@FunctionalInterface
public interface Journal {
    /// Appends an operation. When this returns it is on disk and survives a power cut.
    ///
    /// @throws FailureException if it could not be written; then nothing was
    Operation record(OperationBody body);
}
