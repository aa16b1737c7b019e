package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;

class ChangePageCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00.123456Z");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 23, 24, 255, 256, 1000})
    void a_page_of_bytes_is_read_as_the_page_of_its_changes(int count) {
        List<Change> changes = IntStream.range(0, count)
                .<Change>mapToObj(i -> new Change.MessageShared(
                        new OperationId(new UUID(0x7000L, 0x8000_0000_0000_0000L | i)),
                        new FilmId(new UUID(0x7000L, 0x8000_0000_0000_0000L)),
                        "Afi",
                        "Très beau « film » — " + i,
                        NOW.minusSeconds(i)))
                .toList();
        byte[] encoded = ChangePageCodec.encode(
                "0123456789abcdef.42",
                count > 500,
                NOW,
                changes.stream().map(Wire::toCbor).toList());

        assertThat(Wire.fromCbor("page", encoded, ChangePage.class))
                .isEqualTo(new ChangePage(ProtocolVersion.CURRENT, "0123456789abcdef.42", count > 500, NOW, changes));
    }
}
