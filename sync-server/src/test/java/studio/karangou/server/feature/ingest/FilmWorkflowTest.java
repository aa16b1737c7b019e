package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static studio.karangou.server.feature.ingest.TestFilms.FAST;
import static studio.karangou.server.feature.ingest.TestFilms.picture;
import static studio.karangou.server.feature.ingest.TestFilms.tone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;
import studio.karangou.server.storage.FolderStore;
import studio.karangou.server.storage.ObjectStore;

class FilmWorkflowTest {
    private static final FilmId FILM = new FilmId(new UUID(7, 7));

    @TempDir
    private Path folder;

    private TestFilms films;
    private ObjectStore objects;
    private Materials materials;

    @BeforeEach
    void open() throws IOException {
        films = new TestFilms(folder);
        objects = new FolderStore(folder.resolve("objects"), new UUID(0, 1));
        materials = new Materials(Files.createDirectories(folder.resolve("materials")));
    }

    @Test
    void a_film_with_two_languages_becomes_a_ladder_that_plays_in_any_mixture_of_rungs() {
        Path source = films.make(
                picture("640x360", "24", "14") + tone(440, "14") + tone(660, "12")
                        + " -map 0 -map 1 -map 2 -metadata:s:a:0 language=fra -metadata:s:a:1 language=ewe "
                        + FAST.replace("-shortest", ""),
                "two.mp4");
        Set<IngestStage> stages = EnumSet.noneOf(IngestStage.class);

        PreparedFilm film = prepare(source, List.of("ee", "fr"), stages);

        Manifest manifest = film.manifest();
        assertThat(manifest.video()).extracting(Manifest.VideoRendition::name).containsExactly("144p", "240p", "360p");
        assertThat(manifest.video().getFirst().framesPerSecond()).isEqualTo(12.0);
        assertThat(manifest.segmentMillis()).containsExactly(6000, 6000, 2000);
        assertThat(manifest.durationMillis()).isEqualTo(14_000);
        assertThat(manifest.video()).allSatisfy(rung -> {
            assertThat(rung.codecs()).matches("avc1\\.6400[0-9a-f]{2}");
            assertThat(rung.peakBitsPerSecond()).isGreaterThanOrEqualTo(rung.averageBitsPerSecond() * 9 / 10);
        });
        assertThat(manifest.audio())
                .extracting(track -> track.language().tag())
                .as("the order of the catalogue, the languages of the file")
                .containsExactly("ee", "fr");
        assertThat(manifest.audio()).allSatisfy(track -> {
            assertThat(track.codecs()).isEqualTo("mp4a.40.2");
            assertThat(track.renditions()).hasSize(2);
            assertThat(track.segmentMillis().stream()
                            .mapToInt(Integer::intValue)
                            .sum())
                    .as("a track that ends early is silent to the end")
                    .isBetween(13_950, 14_200);
        });
        assertThat(stages).contains(IngestStage.PROBE, IngestStage.ENCODE, IngestStage.ENCRYPT);

        Path mixed = films.videoAsPlayed(manifest, film.key(), objects, List.of(0, 2, 1), "mixed.mp4");
        TestFilms.Decoded decoded = TestFilms.decode(mixed);
        assertThat(decoded.complaints()).isEmpty();
        assertThat(decoded.times().getFirst()).isEqualTo(0.0);
        assertThat(decoded.times()).isSorted().hasSize(72 + 144 + 48);
        assertThat(decoded.times().getLast()).isCloseTo(14 - 1 / 24.0, within(0.01));
        assertThat(TestFilms.likeness(mixed, source, "256x144", "12")).isGreaterThan(0.8);

        Path sound = films.audioAsPlayed(manifest.audio().getFirst(), 0, film.key(), objects, "sound.mp4");
        assertThat(TestFilms.decode(sound).complaints()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30000/1001, 640x360, '144p 240p 360p', 29.97, 14.985",
        "1, 320x240, '144p 240p', 12, 12",
        "60, 202x360, '144p', 30, 15",
        "17.3, 426x240, '144p 240p', 24, 12",
    })
    void odd_rates_and_shapes_become_rungs_of_one_time_scale(
            String rate, String size, String rungs, double top, double lowest) {
        Path source = films.make(picture(size, rate, "13") + FAST, "odd.mp4");

        PreparedFilm film = prepare(source, List.of(), EnumSet.noneOf(IngestStage.class));

        List<Manifest.VideoRendition> video = film.manifest().video();
        assertThat(String.join(
                        " ", video.stream().map(Manifest.VideoRendition::name).toList()))
                .isEqualTo(rungs);
        assertThat(video.getFirst().framesPerSecond()).isEqualTo(lowest);
        if (video.size() > 1) {
            assertThat(video.getLast().framesPerSecond()).isEqualTo(top);
        }
        Path mixed = films.videoAsPlayed(film.manifest(), film.key(), objects, List.of(1, 0), "mixed.mp4");
        TestFilms.Decoded decoded = TestFilms.decode(mixed);
        assertThat(decoded.complaints()).isEmpty();
        assertThat(decoded.times()).isSorted().doesNotHaveDuplicates();
        assertThat(decoded.times().getLast()).isBetween(12.8, 13.3);
        assertThat(film.manifest().audio()).isEmpty();
    }

    @Test
    void a_4k_source_goes_up_to_1080p_and_a_turned_one_stands() {
        Path huge = films.make(picture("3840x2160", "12", "1.2") + FAST, "huge.mp4");
        Manifest wide =
                prepare(huge, List.of(), EnumSet.noneOf(IngestStage.class)).manifest();
        assertThat(wide.video().getLast().name()).isEqualTo("1080p");
        assertThat(wide.video().getLast().height()).isEqualTo(1080);

        Path lying = films.make(picture("320x180", "24", "1.5") + FAST, "lying.mp4");
        Path turned = films.make(" -display_rotation 90 -i " + lying + " -c copy ", "turned.mp4");
        PreparedFilm film = prepare(turned, List.of(), EnumSet.noneOf(IngestStage.class));
        Manifest.VideoRendition top = film.manifest().video().getLast();
        assertThat(top.height()).isGreaterThan(top.width());
        Path played = films.videoAsPlayed(film.manifest(), film.key(), objects, List.of(0), "played.mp4");
        assertThat(TestFilms.likeness(played, turned, "144x256", "12"))
                .as("upright as the source is shown")
                .isGreaterThan(0.8);
    }

    private PreparedFilm prepare(Path source, List<String> announced, Set<IngestStage> stages) {
        FilmWorkflow workflow = new FilmWorkflow(TestFilms.FFMPEG, objects, materials);
        try {
            Path work = Files.createTempDirectory(folder, "work");
            return workflow.prepare(
                    new FilmWorkflow.Order(
                            FILM,
                            1,
                            announced.stream().map(LanguageTag::new).toList(),
                            ContentKey.generate(),
                            source,
                            work),
                    new Cancellation(),
                    (stage, share) -> stages.add(stage));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
