package studio.karangou.server.feature.ingest;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The first of two passes over the sound: how loud is each track?
final class LoudnessMeter {
    private static final Logger LOG = LoggerFactory.getLogger(LoudnessMeter.class);

    private final Ffmpeg ffmpeg;

    LoudnessMeter(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// Each track with the filter that makes it as loud as all films are; empty for a silent film.
    ///
    /// @throws studio.karangou.common.model.FailureException with [IngestFailure.Damaged] if a track cannot be read
    List<Encoder.Sound> measure(Path source, SourceProbe probe, Cancellation cancellation) {
        List<Encoder.Sound> sounds = new ArrayList<>();
        for (SourceProbe.Audio track : probe.audio()) {
            Loudness loudness = measure(source, track.index(), cancellation);
            sounds.add(new Encoder.Sound(track.index(), loudness.filter()));
        }
        return sounds;
    }

    private Loudness measure(Path source, int stream, Cancellation cancellation) {
        List<String> arguments = new ArrayList<>(List.of("-v", "info", "-progress", "pipe:1"));
        arguments.addAll(Ffmpeg.INPUT);
        arguments.addAll(List.of(
                "-i",
                source.toString(),
                "-filter_complex",
                "[0:" + stream + "]ebur128=peak=true:framelog=quiet[out]",
                "-map",
                "[out]",
                "-f",
                "null",
                "-"));
        Ffmpeg.Patience patience = new Ffmpeg.Patience(Duration.ofHours(2), Duration.ofMinutes(5));
        Ffmpeg.Finished finished = ffmpeg.encode(arguments, patience, cancellation, line -> {});
        @Nullable Loudness loudness = Loudness.parse(finished.errors());
        if (!finished.succeeded() || loudness == null) {
            LOG.atWarn().addKeyValue("exit", finished.exitCode()).log("a sound track cannot be measured");
            throw new IngestFailure.Damaged().asException();
        }
        return loudness;
    }
}
