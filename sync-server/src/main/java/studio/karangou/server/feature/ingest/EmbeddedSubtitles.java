package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;

/// Text subtitles that lie inside a film's file.
final class EmbeddedSubtitles {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedSubtitles.class);

    private final Ffmpeg ffmpeg;

    EmbeddedSubtitles(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// WebVTT by language. A track that cannot be read is left out: the film is worth more than its subtitles.
    Map<String, byte[]> extract(Path source, SourceProbe probe, Path folder, Cancellation cancellation)
            throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (SourceProbe.Text track : probe.texts()) {
            LanguageTag language = track.language() == null ? Languages.UNKNOWN : track.language();
            Path file = folder.resolve("subtitles-" + track.index() + ".srt");
            if (!files.containsKey(language.tag()) && written(source, track.index(), file, cancellation)) {
                try {
                    files.put(
                            language.tag(),
                            Subtitles.read(Files.readAllBytes(file)).toWebVtt());
                } catch (FailureException e) {
                    LOG.atWarn()
                            .addKeyValue("track", track.index())
                            .log("subtitles left out: {}", e.failure().code());
                }
            }
        }
        return files;
    }

    private boolean written(Path source, int stream, Path file, Cancellation cancellation) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-progress", "pipe:1"));
        arguments.addAll(Ffmpeg.INPUT);
        arguments.addAll(List.of(
                "-i", source.toString(), "-map", "0:" + stream, "-c:s", "subrip", "-f", "srt", file.toString()));
        Ffmpeg.Patience patience = new Ffmpeg.Patience(Duration.ofHours(1), Duration.ofMinutes(10));
        Ffmpeg.Finished finished = ffmpeg.encode(arguments, patience, cancellation, line -> {});
        if (!finished.succeeded()) {
            LOG.atWarn().addKeyValue("track", stream).log("subtitles cannot be extracted");
        }
        return finished.succeeded();
    }
}
