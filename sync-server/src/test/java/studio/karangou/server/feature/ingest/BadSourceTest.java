package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static studio.karangou.server.feature.ingest.TestFilms.FAST;
import static studio.karangou.server.feature.ingest.TestFilms.picture;
import static studio.karangou.server.feature.ingest.TestFilms.tone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

class BadSourceTest {
    @TempDir
    private Path folder;

    private TestFilms films;

    @BeforeEach
    void open() {
        films = new TestFilms(folder);
    }

    @Test
    void an_empty_file_is_refused() throws IOException {
        assertRefused(Files.createFile(folder.resolve("empty.mp4")), new IngestFailure.EmptyFile());
    }

    @Test
    void a_text_named_like_a_film_is_refused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.mp4"), "Il était une fois à Dapaong…\n".repeat(200));
        assertRefused(text, new IngestFailure.NotAFilm());
    }

    @Test
    void a_play_list_that_names_files_of_the_server_is_refused() throws IOException {
        Path film = films.make(picture("64x64", "12", "2") + FAST, "inner.mp4");
        Path hls = Files.writeString(
                folder.resolve("list.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\n" + film + "\n#EXT-X-ENDLIST\n");
        assertRefused(hls, new IngestFailure.NotAFilm());
        Path concat = Files.writeString(folder.resolve("list.mp4"), "ffconcat version 1.0\nfile inner.mp4\n");
        assertRefused(concat, new IngestFailure.NotAFilm());
    }

    @Test
    void sound_alone_is_no_film_even_with_a_sleeve() {
        Path sound = films.make(tone(440, "3") + " -c:a aac ", "sound.mp4");
        assertRefused(sound, new IngestFailure.AudioOnly());
        Path cover = films.make(picture("64x64", "1", "1") + " -frames:v 1 ", "cover.png");
        Path song = films.make(
                tone(440, "3") + " -i " + cover + " -map 0 -map 1 -c:v copy -disposition:v attached_pic ", "song.mp3");
        assertRefused(song, new IngestFailure.AudioOnly());
    }

    @Test
    void a_film_whose_copy_was_not_finished_is_refused() {
        Path film = films.make(picture("320x240", "24", "8") + tone(440, "8") + FAST, "whole.mp4");
        assertRefused(films.cut(film, 0.6, "index-at-the-end.mp4"), new IngestFailure.Unfinished());

        Path quick = films.make(" -i " + film + " -c copy -movflags +faststart ", "quick.mp4");
        assertThatThrownBy(() -> probe(films.cut(quick, 0.5, "cut.mp4")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOfSatisfying(IngestFailure.Truncated.class, cut -> {
                            assertThat(cut.declaredSeconds()).isEqualTo(8);
                            assertThat(cut.readableSeconds()).isBetween(2L, 6L);
                        }));

        Path matroska = films.make(" -i " + film + " -c copy ", "whole.mkv");
        assertThatThrownBy(() -> probe(films.cut(matroska, 0.5, "cut.mkv")))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOf(IngestFailure.Truncated.class));
    }

    @Test
    void a_film_full_of_wrong_bytes_is_refused_and_not_encoded_as_grey() throws IOException {
        Path film = films.make(picture("320x240", "24", "8") + FAST + " -movflags +faststart ", "good.mp4");
        byte[] bytes = Files.readAllBytes(film);
        Arrays.fill(bytes, bytes.length / 3, bytes.length * 9 / 10, (byte) 0xFF);
        Path damaged = Files.write(folder.resolve("damaged.mp4"), bytes);

        SourceProbe probe = probe(damaged);
        Path work = Files.createDirectory(folder.resolve("work"));

        assertThatThrownBy(() -> new Encoder(TestFilms.FFMPEG)
                        .encode(
                                damaged,
                                probe,
                                Ladder.of(probe.video()),
                                java.util.List.of(),
                                work,
                                new Cancellation(),
                                share -> {}))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new IngestFailure.Damaged()));
    }

    @Test
    void a_single_picture_is_no_film() {
        Path still = films.make(picture("320x240", "25", "0.04") + FAST, "still.mp4");
        assertRefused(still, new IngestFailure.TooShort());
    }

    @Test
    void programs_that_are_not_there_have_a_failure_of_their_own() {
        assertThatThrownBy(() -> FfmpegPrograms.inFolder(folder))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new IngestFailure.NoFfmpeg()));
    }

    private void assertRefused(Path source, Failure expected) {
        assertThatThrownBy(() -> probe(source))
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(expected));
    }

    private static SourceProbe probe(Path source) {
        return new Prober(TestFilms.FFMPEG).probe(source, new Cancellation());
    }
}
