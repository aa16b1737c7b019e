package studio.karangou.server.db;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Rows in the binary format of COPY (PostgreSQL 18, chapter "COPY", "Binary Format"): each begins with its number of
/// columns, each column with its length, all numbers with the highest byte first.
final class CopiedRow implements BulkInsert.Row {
    /// After so many bytes they are sent, and the database is at work while the next are written.
    static final int FULL = 64 * 1024;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int ABSENT = -1;
    private static final int END = -1;
    /// Times are microseconds since then.
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private ByteArrayOutputStream out = new ByteArrayOutputStream(FULL + FULL / 2);
    private int left;

    CopiedRow() {
        out.writeBytes(SIGNATURE);
        fourBytes(0); // no flags
        fourBytes(0); // no extension of the header
    }

    void begin(int columns) {
        left = columns;
        twoBytes(columns);
    }

    void end() {
        if (left != 0) {
            throw new IllegalStateException(left + " columns are missing");
        }
    }

    /// The end of all rows.
    void trailer() {
        twoBytes(END);
    }

    int size() {
        return out.size();
    }

    /// What is to be sent.
    ByteArrayOutputStream take() {
        ByteArrayOutputStream taken = out;
        out = new ByteArrayOutputStream(FULL + FULL / 2);
        return taken;
    }

    @Override
    public BulkInsert.Row id(@Nullable UUID value) {
        if (value == null) {
            return absent();
        }
        column(2 * Long.BYTES);
        eightBytes(value.getMostSignificantBits());
        eightBytes(value.getLeastSignificantBits());
        return this;
    }

    @Override
    public BulkInsert.Row bigint(long value) {
        column(Long.BYTES);
        eightBytes(value);
        return this;
    }

    @Override
    public BulkInsert.Row integer(int value) {
        column(Integer.BYTES);
        fourBytes(value);
        return this;
    }

    @Override
    public BulkInsert.Row truth(boolean value) {
        column(1);
        out.write(value ? 1 : 0);
        return this;
    }

    @Override
    public BulkInsert.Row text(@Nullable String value) {
        return value == null ? absent() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public BulkInsert.Row bytes(byte[] value) {
        column(value.length);
        out.writeBytes(value);
        return this;
    }

    @Override
    public BulkInsert.Row time(@Nullable Instant value) {
        return value == null ? absent() : bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    private BulkInsert.Row absent() {
        column(ABSENT);
        return this;
    }

    private void column(int length) {
        left--;
        fourBytes(length);
    }

    private void twoBytes(int value) {
        out.write(value >> 8);
        out.write(value);
    }

    private void fourBytes(int value) {
        twoBytes(value >> 16);
        twoBytes(value);
    }

    private void eightBytes(long value) {
        fourBytes((int) (value >> 32));
        fourBytes((int) value);
    }
}
