package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static studio.karangou.server.feature.ingest.TestFilms.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;
import studio.karangou.server.storage.FolderStore;

class ToneMapTest {
    private static final Pattern FIGURE = Pattern.compile("lavfi.signalstats.(YAVG|SATAVG)=([0-9.]+)");

    private static final String TAGGED =
            "format=yuv420p,setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709";

    @TempDir
    private Path folder;

    /// The same picture once as every screen shows it, and once in the range of a bright one.
    @ParameterizedTest
    @CsvSource({
        "PQ, smpte2084, 0.25",
        // ffmpeg makes it one colour after the other, where ITU-R BT.2100 weighs all three: it is paler from the start
        "HLG, arib-std-b67, 0.45"
    })
    void a_film_of_high_dynamic_range_looks_as_bright_and_as_colourful_as_the_same_film_without(
            Dynamics dynamics, String transfer, double paler) throws IOException {
        TestFilms films = new TestFilms(folder);
        Path plain = films.make(scene() + " -vf " + TAGGED + " -c:v libx264 -crf 8", "plain.mp4");
        Path high = films.make(
                scene() + " -vf " + TAGGED + ",zscale=t=linear:npl=203,format=gbrpf32le,zscale=p=2020:t=" + transfer
                        + ":m=2020_ncl:r=tv:npl=203,format=yuv420p10le -c:v libx265"
                        + " -x265-params log-level=error:colorprim=bt2020:transfer=" + transfer
                        + ":colormatrix=bt2020nc -crf 8",
                "high.mp4");

        assertThat(new Prober(TestFilms.FFMPEG)
                        .probe(high, new Cancellation())
                        .video()
                        .dynamics())
                .isEqualTo(dynamics);
        Figures shown = figures(prepared(high, films));
        Figures expected = figures(plain);
        Figures washedOut = figures(high);

        assertThat(shown.luma()).isCloseTo(expected.luma(), within(expected.luma() * 0.15));
        assertThat(shown.colour()).isCloseTo(expected.colour(), within(expected.colour() * paler));
        assertThat(washedOut.colour()).as("what it would be without").isLessThan(expected.colour() * 0.6);
    }

    @ParameterizedTest
    @EnumSource(names = {"PQ", "HLG"})
    void grey_stays_grey_brighter_stays_brighter_and_black_stays_black(Dynamics dynamics) {
        double before = -1;
        for (int step = 0; step <= 64; step++) {
            double[] shown = ToneMap.map(dynamics, step / 64.0, step / 64.0, step / 64.0);
            assertThat(shown[0]).isCloseTo(shown[1], within(1e-4)).isCloseTo(shown[2], within(1e-4));
            assertThat(shown[0]).isBetween(0.0, 1.0).isGreaterThanOrEqualTo(before);
            before = shown[0];
        }
        assertThat(ToneMap.map(dynamics, 0, 0, 0)[0]).isZero();
        assertThat(ToneMap.map(dynamics, 1, 1, 1)[0]).isCloseTo(1, within(1e-3));
    }

    @Test
    void the_white_of_a_page_is_nearly_the_white_of_the_screen_and_a_grey_card_is_grey() {
        double white = ToneMap.map(Dynamics.PQ, 0.5807, 0.5807, 0.5807)[0];
        double grey = ToneMap.map(Dynamics.PQ, 0.3801, 0.3801, 0.3801)[0]; // 26 cd/m², ITU-R BT.2408
        assertThat(white).isBetween(0.8, 0.97);
        assertThat(grey).isBetween(0.35, 0.48);
    }

    @Test
    void both_kinds_mean_the_same_light_where_the_standard_says_so() {
        // ITU-R BT.2408: diffuse white is 75 % in HLG and 58 % in PQ, a grey card 38 % in both
        assertThat(ToneMap.map(Dynamics.HLG, 0.75, 0.75, 0.75)[0])
                .isCloseTo(ToneMap.map(Dynamics.PQ, 0.58, 0.58, 0.58)[0], within(0.02));
        assertThat(ToneMap.map(Dynamics.HLG, 0.38, 0.38, 0.38)[0])
                .isCloseTo(ToneMap.map(Dynamics.PQ, 0.38, 0.38, 0.38)[0], within(0.03));
    }

    @Test
    void the_table_may_lie_in_a_folder_of_any_name() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("l’été, d'ici: [1]; 50 %"));
        Path high = new TestFilms(folder).make(picture("64x64", "5", "1") + " -c:v libx264", "small.mp4");
        Path out = odd.resolve("out.png");
        Ffmpeg.Finished finished = TestFilms.run(List.of(
                "-v",
                "error",
                "-i",
                high.toString(),
                "-filter_complex",
                "[0:v]" + ToneMap.filters(Dynamics.PQ, odd) + "null[out]",
                "-map",
                "[out]",
                "-frames:v",
                "1",
                out.toString()));
        assertThat(finished.errors()).isEmpty();
        assertThat(out).isNotEmptyFile();
    }

    @Test
    void what_nobody_knows_is_taken_as_it_is() {
        Map.of("bt709", Dynamics.STANDARD, "unknown", Dynamics.STANDARD, "smpte2084", Dynamics.PQ)
                .forEach((said, expected) -> assertThat(Dynamics.of(said)).isEqualTo(expected));
        assertThat(Dynamics.of(null)).isEqualTo(Dynamics.STANDARD);
    }

    private static String scene() {
        return picture("320x240", "12", "2");
    }

    private Path prepared(Path source, TestFilms films) throws IOException {
        FolderStore objects = new FolderStore(folder.resolve("objects"), new UUID(0, 1));
        Materials materials = new Materials(Files.createDirectories(folder.resolve("materials")));
        PreparedFilm film = new FilmWorkflow(TestFilms.FFMPEG, objects, materials)
                .prepare(
                        new FilmWorkflow.Order(
                                new FilmId(new UUID(7, 7)),
                                1,
                                List.of(),
                                ContentKey.generate(),
                                source,
                                Files.createTempDirectory(folder, "work")),
                        new Cancellation(),
                        (stage, share) -> {});
        return films.videoAsPlayed(film.manifest(), film.key(), objects, List.of(1), "shown.mp4");
    }

    private record Figures(double luma, double colour) {}

    private static Figures figures(Path file) {
        String said = TestFilms.run(List.of(
                        "-v",
                        "error",
                        "-i",
                        file.toString(),
                        "-vf",
                        "select=eq(n\\,6),scale=256:144,format=yuv420p,signalstats,metadata=print:file=-",
                        "-f",
                        "null",
                        "-"))
                .output();
        double luma = 0;
        double colour = 0;
        Matcher figure = FIGURE.matcher(said);
        while (figure.find()) {
            double value = Double.parseDouble(figure.group(2));
            if (figure.group(1).equals("YAVG")) {
                luma = value - 16;
            } else {
                colour = value;
            }
        }
        return new Figures(luma, colour);
    }
}
