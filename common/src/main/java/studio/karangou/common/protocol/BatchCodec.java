package studio.karangou.common.protocol;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;

/// Batches as bytes: the CBOR array
/// `[version, device, firstSequence, count, previousHash, lastHash, signature, contentLength, content]`,
/// where content is zstd (RFC 8878) of the operations as CBOR byte strings, one after the other.
public final class BatchCodec {
    public static final String MEDIA_TYPE = "application/vnd.karangou.batch+cbor";
    private static final int LEVEL = 3;
    private static final int SIGNATURE = 64;

    private BatchCodec() {}

    public static byte[] encode(Batch batch) {
        byte[] content = content(batch.operations());
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length / 2 + 256);
        try (CBORGenerator cbor = CborReader.FACTORY.createGenerator(out)) {
            cbor.writeStartArray(null, 9);
            cbor.writeNumber(batch.version());
            cbor.writeBinary(UuidBytes.of(batch.device().value()));
            cbor.writeNumber(batch.firstSequence());
            cbor.writeNumber(batch.operations().size());
            cbor.writeBinary(batch.previousHash().toArray());
            cbor.writeBinary(batch.lastHash().toArray());
            cbor.writeBinary(batch.signature().toArray());
            cbor.writeNumber(content.length);
            cbor.writeBinary(Zstd.compress(content, LEVEL));
            cbor.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /// Reads a batch. Its chain and signature are still to be checked: [Batch#verify].
    ///
    /// @throws FailureException with any [ProtocolFailure]
    public static Batch decode(byte[] encoded) {
        if (encoded.length > Limits.BATCH_BYTES) {
            throw new ProtocolFailure.TooLarge("batch", encoded.length, Limits.BATCH_BYTES).asException();
        }
        return CborReader.read("batch", encoded, cbor -> {
            cbor.startArray();
            int version = cbor.integer(0, Integer.MAX_VALUE);
            ProtocolVersion.check(version);
            DeviceId device = new DeviceId(UuidBytes.read(cbor.bytes()));
            long first = cbor.integer();
            int count = cbor.integer(1, Limits.BATCH_OPERATIONS);
            Bytes previous = fixed(cbor, JournalChain.LENGTH);
            Bytes last = fixed(cbor, JournalChain.LENGTH);
            Bytes signature = fixed(cbor, SIGNATURE);
            int length = cbor.integer(1, Limits.BATCH_CONTENT_BYTES);
            List<Bytes> operations = operations(decompress(cbor.bytes(), length), count);
            cbor.endArray();
            return new Batch(version, device, first, previous, last, operations, signature);
        });
    }

    private static byte[] content(List<Bytes> operations) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(operations.size() * 96);
        try (CBORGenerator cbor = CborReader.FACTORY.createGenerator(out)) {
            for (Bytes operation : operations) {
                cbor.writeBinary(operation.toArray());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        if (out.size() > Limits.BATCH_CONTENT_BYTES) {
            throw new ProtocolFailure.TooLarge("batch", out.size(), Limits.BATCH_CONTENT_BYTES).asException();
        }
        return out.toByteArray();
    }

    private static byte[] decompress(byte[] compressed, int length) {
        byte[] content = new byte[length];
        try {
            if (Zstd.decompress(content, compressed) != length) {
                throw new ProtocolFailure.Malformed("batch").asException();
            }
        } catch (ZstdException e) {
            throw new FailureException(new ProtocolFailure.Malformed("batch"), e);
        }
        return content;
    }

    private static List<Bytes> operations(byte[] content, int count) {
        return CborReader.read("batch", content, cbor -> {
            List<Bytes> operations = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                byte[] operation = cbor.bytes();
                if (operation.length > Limits.OPERATION_BYTES) {
                    throw new ProtocolFailure.TooLarge("operation", operation.length, Limits.OPERATION_BYTES)
                            .asException();
                }
                operations.add(Bytes.of(operation));
            }
            return operations;
        });
    }

    private static Bytes fixed(CborReader cbor, int length) throws IOException {
        byte[] bytes = cbor.bytes();
        if (bytes.length != length) {
            throw cbor.malformed();
        }
        return Bytes.of(bytes);
    }
}
