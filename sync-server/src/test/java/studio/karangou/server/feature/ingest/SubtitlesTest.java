package studio.karangou.server.feature.ingest;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.FailureException;

class SubtitlesTest {
    private static final String SUBRIP = """
            1
            00:00:01,000 --> 00:00:02,500
            Woezɔ ! L’été à <i>Aného</i>

            2
            00:00:00,200 --> 00:00:00,900 X1:0 X2:100
            <font color="#ff0000">Tom & Yawa</font> a < b

            """;

    @Test
    void subrip_becomes_webvtt_in_order_with_the_header_of_hls() {
        String vtt = new String(Subtitles.read(SUBRIP.getBytes(UTF_8)).toWebVtt(), UTF_8);

        assertThat(vtt).isEqualTo("""
                WEBVTT
                X-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0

                00:00:00.200 --> 00:00:00.900
                Tom &amp; Yawa a &lt; b

                00:00:01.000 --> 00:00:02.500
                Woezɔ ! L’été à <i>Aného</i>
                """);
    }

    @Test
    void what_is_said_behind_a_line_that_held_only_a_tag_is_not_lost() {
        Subtitles read = Subtitles.read("1\n00:00:01,000 --> 00:00:02,000\nA\n<font>\nB\n".getBytes(UTF_8));
        assertThat(read.cues().getFirst().text()).isEqualTo("A\nB");
        assertThat(Subtitles.read(read.toWebVtt())).isEqualTo(read);
    }

    @Test
    void what_was_written_reads_as_the_same() {
        Subtitles read = Subtitles.read(SUBRIP.getBytes(UTF_8));
        assertThat(Subtitles.read(read.toWebVtt())).isEqualTo(read);
    }

    @Test
    void webvtt_without_hours_and_with_settings_and_notes_is_read() {
        Subtitles read = Subtitles.read("""
                WEBVTT - Kabyè

                NOTE nothing to see

                STYLE
                ::cue { color: red }

                intro
                00:01.5 --> 01:02.000 align:start line:0
                <c.yellow>Ɖevi</c>
                """.getBytes(UTF_8));

        assertThat(read.cues()).containsExactly(new Subtitles.Cue(1500, 62_000, "Ɖevi"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-16LE-BOM", "UTF-8-BOM"})
    void old_encodings_are_understood(String encoding) {
        String text = "1\r\n00:00:01,000 --> 00:00:02,000\r\nÉté\r\n";
        byte[] file = switch (encoding) {
            case "windows-1252" -> text.getBytes(Charset.forName("windows-1252"));
            case "UTF-8-BOM" -> ("\uFEFF" + text).getBytes(UTF_8);
            default -> text.getBytes(UTF_16);
        };
        assertThat(Subtitles.read(file).cues()).containsExactly(new Subtitles.Cue(1000, 2000, "Été"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Il était une fois",
                "00:00:02,000 --> 00:00:01,000\nà rebours",
                "1\nquand --> jamais\ntexte",
            })
    void what_is_no_subtitles_is_refused(String text) {
        assertThatThrownBy(() -> Subtitles.read(text.getBytes(UTF_8)))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOf(IngestFailure.NotSubtitles.class));
    }
}
