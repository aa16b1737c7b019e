package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MediaPlaylistTest {
    @TempDir
    private Path folder;

    @Test
    void lengths_are_rounded_so_that_their_sum_is_the_films() throws IOException {
        int segments = 900;
        String body = IntStream.range(0, segments)
                .mapToObj(i -> String.format(Locale.ROOT, "#EXTINF:%.6f,\nvideo-%d.m4s\n", 144 * 1001 / 24_000.0, i))
                .collect(Collectors.joining());

        MediaPlaylist playlist = read("#EXTM3U\n#EXT-X-MAP:URI=\"init.mp4\"\n" + body + "#EXT-X-ENDLIST\n");

        assertThat(playlist.init()).isEqualTo(folder.resolve("init.mp4"));
        assertThat(playlist.millis()).hasSize(segments).containsOnly(6006);
        assertThat(playlist.totalMillis()).isEqualTo(Math.round(segments * 144 * 1001 / 24.0));
        assertThat(playlist.segments().getLast().file()).isEqualTo(folder.resolve("video-899.m4s"));
    }

    @Test
    void thirds_of_a_second_neither_drift_nor_vanish() throws IOException {
        String body = "#EXTINF:0.333333,\na\n".repeat(3) + "#EXTINF:0.000100,\nb\n";

        MediaPlaylist playlist = read("#EXT-X-MAP:URI=\"i\"\n" + body);

        assertThat(playlist.millis()).containsExactly(333, 334, 333, 1);
    }

    @Test
    void a_play_list_without_init_or_segments_is_trouble_of_the_encoder() {
        for (String text : List.of("", "#EXTM3U\n", "#EXT-X-MAP:URI=\"i\"\n", "#EXTINF:6.0,\na\n")) {
            assertThatThrownBy(() -> read(text)).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTINF:6\na\n",
                "#EXTINF:NaN,\na\n",
                "#EXTINF:6,\n../a\n",
                "#EXTINF:6,\n/etc/passwd\n",
                "#EXTINF:6,\n..\n"
            })
    void a_line_that_cannot_be_is_trouble_of_the_encoder(String line) {
        assertThatThrownBy(() -> read("#EXT-X-MAP:URI=\"i\"\n" + line)).isInstanceOf(IOException.class);
    }

    private MediaPlaylist read(String text) throws IOException {
        Files.writeString(folder.resolve("video.m3u8"), text);
        return MediaPlaylist.read(folder, "video");
    }
}
