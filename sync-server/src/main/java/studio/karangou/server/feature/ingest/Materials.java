package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.server.storage.DiskSpace;
import studio.karangou.server.storage.StorageFailure;

/// What was given for a film besides its file: subtitles and a poster, kept for each preparation to come.
/// Paths are made of a film's id and a language's tag, which by their types hold no separator and no dot.
final class Materials {
    private static final String SUBTITLES = "subtitles-";
    private static final String WEBVTT = ".vtt";

    private final Path folder;

    Materials(Path folder) {
        this.folder = folder;
    }

    void keepSubtitles(FilmId film, LanguageTag language, Subtitles subtitles) {
        keep(film, SUBTITLES + language.tag() + WEBVTT, subtitles.toWebVtt(), file -> true);
    }

    /// @throws FailureException with [IngestFailure.NotAPoster] if the file that it was written to is none
    void keepPoster(FilmId film, byte[] picture, Predicate<Path> isPoster) {
        keep(film, "poster", picture, isPoster);
    }

    /// WebVTT by language tag.
    Map<String, byte[]> subtitles(FilmId film) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(folder(film))) {
            return files;
        }
        try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder(film), SUBTITLES + "*" + WEBVTT)) {
            for (Path path : paths) {
                String name = path.getFileName().toString();
                files.put(
                        name.substring(SUBTITLES.length(), name.length() - WEBVTT.length()), Files.readAllBytes(path));
            }
        }
        return files;
    }

    Optional<byte[]> poster(FilmId film) throws IOException {
        Path file = folder(film).resolve("poster");
        return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    private void keep(FilmId film, String name, byte[] content, Predicate<Path> isGood) {
        try {
            Files.createDirectories(folder(film));
            Path part = folder.resolve(UUID.randomUUID() + ".part");
            try {
                Files.write(part, content);
                if (!isGood.test(part)) {
                    throw new IngestFailure.NotAPoster().asException();
                }
                Files.move(part, folder(film).resolve(name), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            StorageFailure failure =
                    DiskSpace.isFull(folder, e) ? new StorageFailure.DiskFull() : new StorageFailure.Broken();
            throw new FailureException(failure, e);
        }
    }

    private Path folder(FilmId film) {
        return folder.resolve(film.toString());
    }
}
