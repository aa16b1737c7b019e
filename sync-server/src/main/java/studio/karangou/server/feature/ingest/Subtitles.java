package studio.karangou.server.feature.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Subtitles, read from SubRip or WebVTT and written as the WebVTT that players of every kind take:
/// times in order, nothing but the plain tags that both formats share.
///
/// @param cues by the time they begin
record Subtitles(List<Cue> cues) {
    /// Bytes of an uploaded file; the longest real ones have 300 KB.
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final int MOST_CUES = 50_000;
    private static final String CLOCK = "(?:(\\d{1,3}):)?(\\d{1,2}):(\\d{1,2})[.,](\\d{1,3})";
    private static final Pattern TIMING = Pattern.compile("\\s*" + CLOCK + "\\s*-->\\s*" + CLOCK + "(?:\\s.*)?");
    private static final Pattern UNKNOWN_TAG = Pattern.compile("<(?!/?[biu]>)[^<>]{0,200}>|\\{\\\\[^{}]{0,200}}");
    private static final Charset OLD_FILES = Charset.forName("windows-1252");

    Subtitles {
        cues = List.copyOf(cues);
    }

    /// What stands on the picture for a while.
    ///
    /// @param text of one or more lines
    record Cue(long startMillis, long endMillis, String text) {}

    /// Reads a file: UTF-8, UTF-16 with its mark, or else windows-1252 as old files are.
    ///
    /// @throws studio.karangou.common.model.FailureException with [IngestFailure.NotSubtitles]
    static Subtitles read(byte[] file) {
        List<String> lines = decode(file).lines().toList();
        List<Cue> cues = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher timing = TIMING.matcher(lines.get(i));
            if (timing.matches()) {
                StringBuilder text = new StringBuilder();
                int line = i + 1;
                for (; line < lines.size() && !lines.get(line).isBlank(); line++) {
                    text.append(lines.get(line).strip()).append('\n');
                }
                add(cues, timing, text.toString(), i + 1);
                i = line;
            } else if (lines.get(i).contains("-->")) {
                throw new IngestFailure.NotSubtitles(i + 1).asException();
            }
        }
        if (cues.isEmpty()) {
            throw new IngestFailure.NotSubtitles(1).asException();
        }
        cues.sort(Comparator.comparingLong(Cue::startMillis));
        return new Subtitles(cues);
    }

    /// As WebVTT, with the header by which HLS puts its times beside those of the picture (RFC 8216, 3.5):
    /// our pictures begin at 0.
    byte[] toWebVtt() {
        StringBuilder file = new StringBuilder("WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n");
        for (Cue cue : cues) {
            file.append('\n').append(clock(cue.startMillis)).append(" --> ").append(clock(cue.endMillis));
            file.append('\n').append(cue.text).append('\n');
        }
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void add(List<Cue> cues, Matcher timing, String text, int line) {
        long start = millis(timing, 1);
        long end = millis(timing, 5);
        // a line of which nothing is left would end the cue, and what is behind it would be lost
        String plain = UNKNOWN_TAG
                .matcher(text)
                .replaceAll("")
                .replace("-->", "→")
                .lines()
                .filter(said -> !said.isBlank())
                .collect(Collectors.joining("\n"))
                .strip();
        if (end <= start || cues.size() == MOST_CUES) {
            throw new IngestFailure.NotSubtitles(line).asException();
        }
        if (!plain.isEmpty()) {
            cues.add(new Cue(start, end, escape(plain)));
        }
    }

    /// A bare ampersand or angle bracket is none in WebVTT.
    private static String escape(String text) {
        return text.replaceAll("&(?!(?:amp|lt|gt|nbsp|lrm|rlm);)", "&amp;").replaceAll("<(?!/?[biu]>)", "&lt;");
    }

    private static long millis(Matcher timing, int group) {
        long hours = timing.group(group) == null ? 0 : Long.parseLong(timing.group(group));
        long minutes = Long.parseLong(timing.group(group + 1));
        long seconds = Long.parseLong(timing.group(group + 2));
        String fraction = (timing.group(group + 3) + "00").substring(0, 3);
        return ((hours * 60 + minutes) * 60 + seconds) * 1000 + Long.parseLong(fraction);
    }

    private static String clock(long millis) {
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    private static String decode(byte[] file) {
        if (file.length >= 2 && (file[0] & 0xFF) + (file[1] & 0xFF) == 0xFE + 0xFF) {
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            return new String(file, OLD_FILES);
        }
    }
}
