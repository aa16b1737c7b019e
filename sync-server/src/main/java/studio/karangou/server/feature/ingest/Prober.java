package studio.karangou.server.feature.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;

/// Looks at a source file and decides whether it is a film that can be shown.
final class Prober {
    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    /// Not ours that travels: much of what ffprobe could say is missing, and much that it says is not asked for.
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final Duration LONGEST = Duration.ofHours(6);
    private static final long MOST_PIXELS = 8192L * 4320;
    private static final int SMALLEST_SIDE = 16;
    private static final int MOST_AUDIO = 8;
    private static final Set<String> TEXT_CODECS = Set.of("subrip", "webvtt", "mov_text", "ass", "ssa", "text");
    private static final Set<String> INTERLACED = Set.of("tt", "bb", "tb", "bt");

    private final Ffmpeg ffmpeg;

    Prober(Ffmpeg ffmpeg) {
        this.ffmpeg = ffmpeg;
    }

    /// What is in the file.
    ///
    /// @throws FailureException with an [IngestFailure] that says why it is no film to us
    SourceProbe probe(Path source, Cancellation cancellation) {
        try {
            if (Files.size(source) == 0) {
                throw new IngestFailure.EmptyFile().asException();
            }
        } catch (IOException e) {
            throw new FailureException(new IngestFailure.SourceLost(), e);
        }
        ProbedFile file = describe(source, cancellation);
        ProbedFile.Stream picture = pictureOf(file);
        SourceProbe.Video video = video(picture);
        double declared = picture.seconds() > 0 ? picture.seconds() : file.seconds();
        if (declared > LONGEST.toSeconds()) {
            throw new IngestFailure.TooLong(LONGEST.toHours()).asException();
        }
        double readable = readableSeconds(source, video.index(), cancellation);
        checkLength(readable, declared);
        return new SourceProbe(Duration.ofMillis(Math.round(readable * 1000)), video, audioOf(file), textsOf(file));
    }

    private ProbedFile describe(Path source, Cancellation cancellation) {
        List<String> arguments = new ArrayList<>(List.of("-v", "error"));
        arguments.addAll(Ffmpeg.INPUT);
        arguments.addAll(List.of("-print_format", "json", "-show_format", "-show_streams", source.toString()));
        Ffmpeg.Finished finished = ffmpeg.probe(arguments, cancellation);
        if (!finished.succeeded()) {
            LOG.atInfo().log("not a film: {}", lastLine(finished.errors()));
            boolean unfinished = finished.errors().contains("moov atom not found") && beginsLikeMp4(source);
            throw unfinished
                    ? new IngestFailure.Unfinished().asException()
                    : new IngestFailure.NotAFilm().asException();
        }
        try {
            return JSON.readValue(finished.output(), ProbedFile.class);
        } catch (JsonProcessingException e) {
            throw new FailureException(new IngestFailure.NotAFilm(), e);
        }
    }

    /// The first moving picture; a record sleeve is none.
    private static ProbedFile.Stream pictureOf(ProbedFile file) {
        boolean sound = file.allStreams().stream().anyMatch(stream -> stream.is("audio"));
        return file.allStreams().stream()
                .filter(stream -> stream.is("video") && !stream.has("attached_pic") && !stream.has("still_image"))
                .filter(stream -> stream.widthOrZero() > 0 && stream.heightOrZero() > 0)
                .findFirst()
                .orElseThrow(() -> sound
                        ? new IngestFailure.AudioOnly().asException()
                        : new IngestFailure.NotAFilm().asException());
    }

    private static SourceProbe.Video video(ProbedFile.Stream stream) {
        int width = stream.widthOrZero();
        int height = stream.heightOrZero();
        if ((long) width * height > MOST_PIXELS) {
            throw new IngestFailure.TooManyPixels(width, height).asException();
        }
        if (width < SMALLEST_SIDE || height < SMALLEST_SIDE) {
            throw new IngestFailure.NotAFilm().asException();
        }
        int shownWidth = (int) Math.round(width * pixelAspect(stream.pixelAspect()));
        return new SourceProbe.Video(
                stream.index(),
                stream.turned() ? height : shownWidth,
                stream.turned() ? shownWidth : height,
                rate(stream),
                INTERLACED.contains(stream.fieldOrder() == null ? "" : stream.fieldOrder()),
                Dynamics.of(stream.transfer()));
    }

    /// Width of a pixel against its height; 1 where the file says nothing sensible.
    private static double pixelAspect(@Nullable String text) {
        if (text == null || !text.matches("[1-9][0-9]{0,5}:[1-9][0-9]{0,5}")) {
            return 1;
        }
        int colon = text.indexOf(':');
        double aspect = Double.parseDouble(text.substring(0, colon)) / Double.parseDouble(text.substring(colon + 1));
        return aspect > 0.25 && aspect < 4 ? aspect : 1;
    }

    /// On average; the base rate where there is no average, 25 where there is nothing.
    private static FrameRate rate(ProbedFile.Stream stream) {
        @Nullable FrameRate average = FrameRate.parse(String.valueOf(stream.averageRate()));
        @Nullable FrameRate base = FrameRate.parse(String.valueOf(stream.baseRate()));
        if (average == null) {
            return base == null ? new FrameRate(25, 1) : base;
        }
        boolean constant = base != null && Math.abs(base.perSecond() / average.perSecond() - 1) < 0.002;
        return base != null && constant ? base : average;
    }

    /// Reads every packet of the picture without decoding it: as fast as the disk.
    private double readableSeconds(Path source, int stream, Cancellation cancellation) {
        Progress progress = new Progress();
        List<String> arguments = new ArrayList<>(List.of("-v", "error", "-progress", "pipe:1"));
        arguments.addAll(Ffmpeg.INPUT);
        arguments.addAll(List.of("-i", source.toString(), "-map", "0:" + stream, "-c", "copy", "-f", "null", "-"));
        Ffmpeg.Patience patience = new Ffmpeg.Patience(Duration.ofHours(2), Duration.ofMinutes(5));
        Ffmpeg.Finished finished = ffmpeg.encode(arguments, patience, cancellation, progress::line);
        if (!finished.succeeded() && progress.seconds() == 0) {
            LOG.atInfo().log("not a film: {}", lastLine(finished.errors()));
            throw new IngestFailure.Damaged().asException();
        }
        return progress.seconds();
    }

    /// Up to 2 % and a second may be missing: declared lengths are rounded, and sound may be longer.
    private static void checkLength(double readable, double declared) {
        if (declared > 0 && readable < declared * 0.98 - 1) {
            throw new IngestFailure.Truncated(Math.round(readable), Math.round(declared)).asException();
        }
        if (readable < 1) {
            throw new IngestFailure.TooShort().asException();
        }
        if (readable > LONGEST.toSeconds()) {
            throw new IngestFailure.TooLong(LONGEST.toHours()).asException();
        }
    }

    private static List<SourceProbe.Audio> audioOf(ProbedFile file) {
        return file.allStreams().stream()
                .filter(stream -> stream.is("audio"))
                .limit(MOST_AUDIO)
                .map(stream -> new SourceProbe.Audio(stream.index(), Languages.ofFile(stream.tag("language"))))
                .toList();
    }

    private static List<SourceProbe.Text> textsOf(ProbedFile file) {
        return file.allStreams().stream()
                .filter(stream -> stream.is("subtitle") && TEXT_CODECS.contains(String.valueOf(stream.codec())))
                .map(stream -> new SourceProbe.Text(stream.index(), Languages.ofFile(stream.tag("language"))))
                .toList();
    }

    private static boolean beginsLikeMp4(Path source) {
        try (InputStream in = Files.newInputStream(source)) {
            byte[] head = in.readNBytes(8);
            return head.length == 8 && new String(head, 4, 4, StandardCharsets.ISO_8859_1).equals("ftyp");
        } catch (IOException e) {
            throw new FailureException(new IngestFailure.SourceLost(), e);
        }
    }

    /// Without the path, which is ours and says nothing.
    private static String lastLine(String errors) {
        return errors.strip().replaceAll("(?s).*\n", "").replaceAll("/\\S*/", "");
    }
}
