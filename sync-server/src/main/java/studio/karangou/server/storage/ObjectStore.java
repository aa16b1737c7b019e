package studio.karangou.server.storage;

import java.io.InputStream;
import java.util.OptionalLong;
import studio.karangou.common.model.ContentAddress;

/// Immutable bytes by their SHA-256. What was put stays as it was; putting the same bytes twice is harmless.
/// Safe for any number of threads and processes at once.
///
/// Every method throws a [studio.karangou.common.model.FailureException] with a [StorageFailure] when the store
/// cannot do its work.
public interface ObjectStore {
    /// Keeps the bytes. When this returns, they survive a power cut.
    ///
    /// @return where they are found from now on
    ContentAddress put(byte[] content);

    /// Keeps bytes that come from elsewhere, of which the address is known beforehand. The stream is not closed.
    ///
    /// @param limit how many bytes at most
    /// @throws studio.karangou.common.model.FailureException with [StorageFailure.WrongContent] if the bytes have
    ///     another address, [StorageFailure.TooLarge] if they are too many; then nothing is kept
    /// @throws java.io.UncheckedIOException if the stream fails; then nothing is kept either
    void put(ContentAddress expected, InputStream content, long limit);

    /// How many bytes there are under an address; empty if it is not there.
    OptionalLong size(ContentAddress address);

    /// Reads from an offset to the end.
    ///
    /// @param offset in bytes, from 0 to the size
    /// @throws studio.karangou.common.model.FailureException with [StorageFailure.Missing] if it is not there
    InputStream open(ContentAddress address, long offset);
}
