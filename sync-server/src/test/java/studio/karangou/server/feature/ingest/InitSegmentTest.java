package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InitSegmentTest {
    @Test
    void time_scale_codecs_and_edit_list_are_read() {
        assertThat(InitSegment.parse(video())).isEqualTo(new InitSegment(12_288, "avc1.64001f", "00112233"));
        assertThat(InitSegment.parse(audio())).isEqualTo(new InitSegment(48_000, "mp4a.40.2", ""));
    }

    @Property
    void bytes_that_are_no_init_segment_are_refused(@ForAll @Size(max = 300) byte[] bytes) {
        assertThatIllegalArgumentException().isThrownBy(() -> InitSegment.parse(bytes));
    }

    @Property
    void one_that_was_cut_or_changed_is_read_or_refused_and_nothing_else(
            @ForAll @IntRange(max = 300) int cut, @ForAll @IntRange(max = 300) int place, @ForAll byte value) {
        for (byte[] whole : new byte[][] {video(), audio()}) {
            byte[] bytes = Arrays.copyOf(whole, Math.max(1, whole.length - cut));
            bytes[place % bytes.length] = value;
            try {
                assertThat(InitSegment.parse(bytes).codecs()).isNotEmpty();
            } catch (IllegalArgumentException e) {
                assertThat(e).as("the one error that is told").isNotNull();
            }
        }
    }

    static byte[] video() {
        byte[] avc1 = concat(new byte[78], box("avcC", 1, 0x64, 0, 0x1f, 0xff));
        return track(12_288, "avc1", avc1, box("edts", box("elst", 0, 0x11, 0x22, 0x33)));
    }

    static byte[] audio() {
        byte[] config = {5, 2, 0x11, (byte) 0x90};
        byte[] decoder = concat(new byte[] {4, (byte) (13 + config.length)}, new byte[13], config);
        byte[] stream = concat(new byte[] {3, (byte) (3 + decoder.length)}, new byte[3], decoder);
        byte[] esds = box("esds", concat(new byte[4], stream));
        return track(48_000, "mp4a", concat(new byte[28], esds), new byte[0]);
    }

    private static byte[] track(int timeScale, String format, byte[] entry, byte[] edits) {
        byte[] mdhd = ByteBuffer.allocate(24).putInt(12, timeScale).array();
        byte[] stsd = box("stsd", concat(new byte[8], box(format, entry)));
        byte[] mdia = box("mdia", concat(box("mdhd", mdhd), box("minf", box("stbl", stsd))));
        return concat(box("ftyp", new byte[8]), box("moov", box("trak", concat(edits, mdia))));
    }

    @Test
    @Timeout(10)
    void a_length_that_leads_backwards_is_refused() {
        byte[] esds = box("esds", 0, 0, 0, 0, 7, 0x8f, 0xff, 0xff, 0xff, 0x7a, 0, 0, 0, 0);
        byte[] whole = track(48_000, "mp4a", concat(new byte[28], esds), new byte[0]);
        assertThatIllegalArgumentException().isThrownBy(() -> InitSegment.parse(whole));
    }

    private static byte[] box(String type, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        return box(type, bytes);
    }

    private static byte[] box(String type, byte[] body) {
        return ByteBuffer.allocate(8 + body.length)
                .putInt(8 + body.length)
                .put(type.getBytes(StandardCharsets.ISO_8859_1))
                .put(body)
                .array();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
