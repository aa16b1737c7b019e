package studio.karangou.common.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;

/// A run of operations from one journal, signed by its device.
/// The signature covers the ends of the hash chain and so every byte between.
///
/// @param previousHash the chain before the first operation, 32 bytes
/// @param lastHash the chain after the last operation, 32 bytes
/// @param operations each as [OperationCodec] encoded it, at least one
/// @param signature Ed25519 over version, device, sequences and both hashes, 64 bytes
public record Batch(
        int version,
        DeviceId device,
        long firstSequence,
        Bytes previousHash,
        Bytes lastHash,
        List<Bytes> operations,
        Bytes signature) {
    public Batch {
        operations = List.copyOf(operations);
        if (firstSequence < 1 || operations.isEmpty() || operations.size() > Limits.BATCH_OPERATIONS) {
            throw new IllegalArgumentException("a batch has 1 to " + Limits.BATCH_OPERATIONS + " operations");
        }
    }

    /// Makes and signs a batch.
    public static Batch sign(
            SigningKeyPair keys, DeviceId device, long firstSequence, Bytes previousHash, List<Bytes> operations) {
        Bytes last = chain(previousHash, firstSequence, operations);
        Batch unsigned = new Batch(
                ProtocolVersion.CURRENT, device, firstSequence, previousHash, last, operations, Bytes.of(new byte[64]));
        return unsigned.withSignature(Bytes.of(keys.sign(unsigned.signedBytes())));
    }

    /// The sequence of the last operation.
    public long lastSequence() {
        return firstSequence + operations.size() - 1;
    }

    /// Checks that the chain holds and that the device signed it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [ProtocolFailure.Malformed] or
    ///     [ProtocolFailure.BadSignature]
    public void verify(VerifyingKey key) {
        if (!chain(previousHash, firstSequence, operations).equals(lastHash)) {
            throw new ProtocolFailure.Malformed("batch").asException();
        }
        if (!key.verifies(signedBytes(), signature.toArray())) {
            throw new ProtocolFailure.BadSignature("batch").asException();
        }
    }

    private byte[] signedBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        bytes.writeBytes("karangou-batch".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(version).array());
        bytes.writeBytes(UuidBytes.of(device.value()));
        bytes.writeBytes(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(firstSequence)
                .putInt(operations.size())
                .array());
        bytes.writeBytes(previousHash.toArray());
        bytes.writeBytes(lastHash.toArray());
        return bytes.toByteArray();
    }

    private Batch withSignature(Bytes made) {
        return new Batch(version, device, firstSequence, previousHash, lastHash, operations, made);
    }

    private static Bytes chain(Bytes previous, long firstSequence, List<Bytes> operations) {
        Bytes hash = previous;
        long sequence = firstSequence;
        for (Bytes operation : operations) {
            hash = JournalChain.next(hash, sequence++, operation.toArray());
        }
        return hash;
    }
}
