package studio.karangou.desktop.engine.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.desktop.fuzz.FuzzTarget;

/// The journal after a power cut, a bad block, or somebody with an editor: frames are looked for at every byte.
public final class FrameTarget implements FuzzTarget {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 1));
    private static final JournalFrame FRAMES =
            new JournalFrame(DEVICE, "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
    private static final int SUM_AT = Integer.BYTES + Long.BYTES;

    public static void fuzzerTestOneInput(byte[] bytes) {
        new FrameTarget().read(bytes);
    }

    @Override
    public String name() {
        return "frame";
    }

    @Override
    public void read(byte[] bytes) {
        look(ByteBuffer.wrap(bytes));
        if (bytes.length > JournalFrame.HEAD) {
            look(summed(bytes));
        }
    }

    private static void look(ByteBuffer file) {
        for (int position = 0; position < file.limit(); position++) {
            JournalFrame.@Nullable Place place = JournalFrame.at(file, position);
            if (place != null) {
                if (place.size() > file.limit() - position) {
                    throw new AssertionError(place.toString());
                }
                FRAMES.read(file.slice(position, place.size()));
            }
        }
    }

    /// The same with the right length and checksum, or nothing would ever get behind them.
    private static ByteBuffer summed(byte[] bytes) {
        ByteBuffer frame = ByteBuffer.wrap(bytes.clone());
        int length = bytes.length - JournalFrame.HEAD;
        frame.putInt(0, length);
        CRC32C crc = new CRC32C();
        crc.update(frame.slice(0, SUM_AT));
        crc.update(frame.slice(JournalFrame.HEAD, length));
        frame.putInt(SUM_AT, (int) crc.getValue());
        return frame;
    }

    @Override
    public List<byte[]> seeds() {
        ByteBuffer frame = FRAMES.write(new JournalFrame.Entry(1, JournalChain.genesis(DEVICE), new byte[] {1, 2, 3}));
        byte[] one = new byte[frame.remaining()];
        frame.get(one);
        byte[] two = new byte[2 * one.length + 3];
        System.arraycopy(one, 0, two, 0, one.length);
        System.arraycopy(one, 0, two, one.length + 3, one.length);
        return List.of(one, two, Bytes.of(new byte[64]).toArray());
    }
}
