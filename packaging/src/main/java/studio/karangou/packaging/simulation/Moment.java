package studio.karangou.packaging.simulation;

/// The moments of a server's transaction at which something else may happen.
enum Moment {
    /// Before a statement that reads.
    READ,
    /// Before a statement that writes.
    WRITE,
    /// All is done and locked.
    COMMIT,
    /// It is committed, and nobody knows.
    COMMITTED,
    /// Another transaction has what this one needs.
    WAIT
}
