package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

/// What benchmarks keep from run to run: in the build's own folder, where nobody else of this machine can put a program
/// or a film of theirs, and where `mvn clean` takes it away.
final class BenchCache {
    private BenchCache() {}

    /// `packaging/target/bench-cache`, made if there is none.
    static Path folder() throws IOException {
        return Files.createDirectories(Installation.current().root().resolve("packaging/target/bench-cache"));
    }

    /// The bundled ffmpeg, unpacked there.
    static FfmpegPrograms programs() throws IOException {
        return FfmpegPrograms.bundled(folder().resolve("ffmpeg"));
    }
}
