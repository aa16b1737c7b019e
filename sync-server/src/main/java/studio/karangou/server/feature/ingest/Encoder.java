package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.storage.DiskSpace;
import studio.karangou.server.storage.StorageFailure;

/// Makes the whole ladder in one run of ffmpeg: the source is decoded once.
final class Encoder {
    /// Bit rates of each language's sound, in kbit/s.
    static final List<Integer> AUDIO_KILOBITS = List.of(48, 96);

    private static final Logger LOG = LoggerFactory.getLogger(Encoder.class);
    /// More undecodable pictures than this share is no film to show to 200 people.
    private static final double WORST_ERROR_RATE = 0.02;
    private static final Pattern DECODED = Pattern.compile("([0-9]{1,9}) frames decoded; ([0-9]{1,9}) decode errors");
    private static final int LOGGED = 4_000;
    private static final int SLOWEST = 60;

    private final Ffmpeg ffmpeg;

    Encoder(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// A sound track to encode.
    ///
    /// @param index of the stream in the source
    /// @param filter that brings it to the right loudness
    record Sound(int index, String filter) {}

    /// Writes `v0.m3u8`… for the rungs and `a0.m3u8`… for the sounds, each in every bit rate, into the folder.
    ///
    /// @param onProgress gets the share that is done, from 0 to 1
    /// @throws IOException if the folder cannot be written
    /// @throws FailureException with an [IngestFailure] or [StorageFailure.DiskFull]
    void encode(
            Path source,
            SourceProbe probe,
            Ladder ladder,
            List<Sound> sounds,
            Path folder,
            Cancellation cancellation,
            DoubleConsumer onProgress)
            throws IOException {
        double total = Math.max(1, probe.duration().toMillis() / 1000.0);
        Progress progress = new Progress();
        Ffmpeg.Finished finished = ffmpeg.encode(
                arguments(source, probe, ladder, sounds, folder), patience(probe.duration()), cancellation, line -> {
                    progress.line(line);
                    onProgress.accept(Math.min(1, progress.seconds() / total));
                });
        if (!finished.succeeded()) {
            throw failure(finished, folder);
        }
        Matcher decoded = DECODED.matcher(finished.errors());
        while (decoded.find()) {
            double errors = Double.parseDouble(decoded.group(2));
            if (errors / Math.max(1, errors + Double.parseDouble(decoded.group(1))) > WORST_ERROR_RATE) {
                throw new IngestFailure.Damaged().asException();
            }
        }
    }

    /// No film takes longer than this on any machine that we know; silence means that it hangs.
    private static Ffmpeg.Patience patience(Duration film) {
        return new Ffmpeg.Patience(film.multipliedBy(SLOWEST).plus(Duration.ofMinutes(10)), Duration.ofMinutes(5));
    }

    static FailureException failure(Ffmpeg.Finished finished, Path folder) {
        if (finished.errors().contains("No space left on device") || DiskSpace.usable(folder) == 0) {
            return new StorageFailure.DiskFull().asException();
        }
        String said = finished.errors().strip();
        LOG.atError()
                .addKeyValue("exit", finished.exitCode())
                .log("ffmpeg failed: {}", said.substring(Math.max(0, said.length() - LOGGED)));
        return new IngestFailure.EncoderFailed().asException();
    }

    private static List<String> arguments(
            Path source, SourceProbe probe, Ladder ladder, List<Sound> sounds, Path folder) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-v", "verbose"));
        arguments.addAll(Ffmpeg.INPUT);
        arguments.addAll(List.of("-i", source.toString()));
        arguments.addAll(List.of("-filter_complex", filters(probe, ladder, sounds, folder)));
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < ladder.rungs().size(); i++) {
            arguments.addAll(videoArguments(ladder, i));
            streams.add("v:" + i + ",name:v" + i);
        }
        for (int i = 0; i < sounds.size() * AUDIO_KILOBITS.size(); i++) {
            arguments.addAll(audioArguments(i));
            streams.add("a:" + i + ",name:a" + i);
        }
        arguments.addAll(List.of("-map_metadata", "-1", "-map_chapters", "-1", "-progress", "pipe:1"));
        arguments.addAll(hlsArguments(ladder, String.join(" ", streams), folder));
        return arguments;
    }

    private static String filters(SourceProbe probe, Ladder ladder, List<Sound> sounds, Path folder)
            throws IOException {
        List<String> graph = new ArrayList<>();
        SourceProbe.Video video = probe.video();
        StringBuilder common = new StringBuilder("[0:" + video.index() + "]");
        common.append(video.interlaced() ? "bwdif=mode=send_frame:deint=interlaced," : "");
        common.append("fps=" + ladder.rate() + ":start_time=0,");
        if (video.dynamics().isHigh()) {
            Ladder.Rung best = ladder.rungs().getLast();
            common.append("scale=" + best.width() + ":" + best.height() + ":flags=bicubic,");
            common.append(ToneMap.filters(video.dynamics(), folder));
        }
        common.append("split=" + ladder.rungs().size());
        for (int i = 0; i < ladder.rungs().size(); i++) {
            Ladder.Rung rung = ladder.rungs().get(i);
            common.append("[s" + i + "]");
            String step = rung.keepEvery() > 1 ? "framestep=" + rung.keepEvery() + "," : "";
            graph.add("[s" + i + "]" + step + "scale=" + rung.width() + ":" + rung.height()
                    + ":flags=bicubic,setsar=1,format=yuv420p[v" + i + "]");
        }
        graph.addFirst(common.toString());
        for (int i = 0; i < sounds.size(); i++) {
            graph.add(soundFilter(sounds.get(i), i * AUDIO_KILOBITS.size(), probe.duration()));
        }
        return String.join(";", graph);
    }

    /// Two channels, begun with the picture, loud as all films are, and silent to the end if it stops early.
    private static String soundFilter(Sound sound, int firstOutput, Duration film) {
        StringBuilder filter = new StringBuilder("[0:" + sound.index() + "]");
        filter.append("aresample=48000:async=1:first_pts=0,aformat=channel_layouts=stereo,");
        filter.append(sound.filter()).append(",aresample=48000,");
        filter.append(String.format(Locale.ROOT, "apad=whole_dur=%.3f,", film.toMillis() / 1000.0));
        filter.append("asplit=").append(AUDIO_KILOBITS.size());
        for (int i = 0; i < AUDIO_KILOBITS.size(); i++) {
            filter.append("[a").append(firstOutput + i).append(']');
        }
        return filter.toString();
    }

    /// Every segment begins with a closed group of pictures and its own headers, so that any rung may follow any
    /// other after one shared init segment. Without a pyramid the lowest rung, at half the rate, reorders one of
    /// its pictures where the others reorder two: the same delay, hence the same edit list.
    private static List<String> videoArguments(Ladder ladder, int i) {
        Ladder.Rung rung = ladder.rungs().get(i);
        int group = ladder.rate().framesPerSegment() / rung.keepEvery();
        String x264 = "repeat-headers=1:scenecut=0:open-gop=0:keyint=" + group + ":min-keyint=" + group
                + (rung.keepEvery() > 1 ? ":b-pyramid=none" : "");
        String n = ":v:" + i;
        return List.of(
                "-map",
                "[v" + i + "]",
                "-c" + n,
                "libx264",
                "-preset" + n,
                "veryfast",
                "-profile" + n,
                "high",
                "-g" + n,
                Integer.toString(group),
                "-x264-params" + n,
                x264,
                "-b" + n,
                rung.kilobits() + "k",
                "-maxrate" + n,
                rung.kilobits() * 11 / 10 + "k",
                "-bufsize" + n,
                rung.kilobits() * 2 + "k");
    }

    private static List<String> audioArguments(int i) {
        int kilobits = AUDIO_KILOBITS.get(i % AUDIO_KILOBITS.size());
        String n = ":a:" + i;
        return List.of(
                "-map",
                "[a" + i + "]",
                "-c" + n,
                "aac",
                "-profile" + n,
                "aac_low",
                "-ar" + n,
                "48000",
                "-b" + n,
                kilobits + "k");
    }

    /// `-avoid_negative_ts disabled`: otherwise the reordering delay becomes an empty edit that moves the sound.
    private static List<String> hlsArguments(Ladder ladder, String streams, Path folder) {
        long segmentMicros = (long) Math.floor(ladder.segmentSeconds() * 1e6);
        return List.of(
                "-avoid_negative_ts",
                "disabled",
                "-f",
                "hls",
                "-hls_time",
                segmentMicros + "us",
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_flags",
                "independent_segments+temp_file",
                "-hls_segment_options",
                "video_track_timescale=" + ladder.rate().timeScale(),
                "-hls_segment_filename",
                folder.resolve("%v-%05d.m4s").toString(),
                "-hls_fmp4_init_filename",
                "%v-init.mp4",
                "-var_stream_map",
                streams,
                folder.resolve("%v.m3u8").toString());
    }
}
