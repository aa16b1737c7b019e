package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.ffmpeg.ffprobe;
import org.bytedeco.javacpp.Loader;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;

/// Where the programs `ffmpeg` and `ffprobe` are.
public record FfmpegPrograms(Path ffmpegProgram, Path ffprobeProgram) {
    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    /// The programs of a folder, as configured by `KARANGOU_FFMPEG`.
    ///
    /// @throws FailureException with [IngestFailure.NoFfmpeg] if they are not there
    public static FfmpegPrograms inFolder(Path folder) {
        return new FfmpegPrograms(program(folder, "ffmpeg"), program(folder, "ffprobe"));
    }

    /// On Windows a program's file ends in `.exe`.
    private static Path program(Path folder, String name) {
        return Stream.of(name, name + ".exe")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IngestFailure.NoFfmpeg().asException());
    }

    /// The programs that come with Karangou, unpacked at first use (2 to 3 seconds) and found again later.
    ///
    /// @param cache the folder to unpack to; a start option `org.bytedeco.javacpp.cachedir` goes before it
    /// @throws FailureException with [IngestFailure.NoFfmpeg] on a system for which none come along
    public static FfmpegPrograms bundled(Path cache) {
        try {
            Files.createDirectories(cache);
            if (System.getProperty(CACHE_PROPERTY) == null) {
                System.setProperty(CACHE_PROPERTY, cache.toString());
            }
            return new FfmpegPrograms(Path.of(Loader.load(ffmpeg.class)), Path.of(Loader.load(ffprobe.class)));
        } catch (IOException | LinkageError e) {
            throw new FailureException(new IngestFailure.NoFfmpeg(), e);
        }
    }

    /// The configured programs if there are such, else those that come along; looked for at first use.
    ///
    /// @param configured the folder with both programs, null if none is configured
    public static Supplier<FfmpegPrograms> from(@Nullable Path configured, Path cache) {
        return () -> configured == null ? bundled(cache) : inFolder(configured);
    }
}
