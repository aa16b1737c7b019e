package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The play list that ffmpeg wrote for one rendition (RFC 8216): its init segment and its segments.
record MediaPlaylist(Path init, List<Segment> segments) {
    private static final String INIT = "#EXT-X-MAP:URI=\"";
    private static final String DURATION = "#EXTINF:";
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(?:\\.[0-9]{0,12})?");
    /// Of a lone rendition ffmpeg leaves the `%v` in the init segment's name as it is.
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_%-][A-Za-z0-9._%-]{0,99}");

    MediaPlaylist {
        segments = List.copyOf(segments);
    }

    record Segment(Path file, int millis) {}

    /// Reads `NAME.m3u8` in the folder.
    ///
    /// @throws IOException also if it is no play list of files in this folder
    static MediaPlaylist read(Path folder, String name) throws IOException {
        return parse(folder, Files.readAllLines(folder.resolve(name + ".m3u8"), StandardCharsets.UTF_8));
    }

    /// Reads its lines.
    ///
    /// @throws IOException if it is no play list of files in this folder
    static MediaPlaylist parse(Path folder, List<String> lines) throws IOException {
        List<Segment> segments = new ArrayList<>();
        @Nullable Path init = null;
        double end = 0;
        long endMillis = 0;
        for (String line : lines) {
            if (line.startsWith(INIT)) {
                init = file(folder, before('"', line.substring(INIT.length())));
            } else if (line.startsWith(DURATION)) {
                end += seconds(before(',', line.substring(DURATION.length())));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                long until = Math.round(end * 1000); // rounding the ends keeps their sum right
                segments.add(new Segment(file(folder, line.strip()), Math.max(1, (int) (until - endMillis))));
                endMillis = until;
            }
        }
        if (init == null || segments.isEmpty()) {
            throw new IOException("a play list without segments");
        }
        return new MediaPlaylist(init, segments);
    }

    private static String before(char end, String text) throws IOException {
        int at = text.indexOf(end);
        if (at < 0) {
            throw new IOException("a line that ends too early");
        }
        return text.substring(0, at);
    }

    private static double seconds(String text) throws IOException {
        if (!SECONDS.matcher(text).matches()) {
            throw new IOException("a length that is none");
        }
        return Double.parseDouble(text);
    }

    private static Path file(Path folder, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException("a file that is not in the folder: " + name);
        }
        return folder.resolve(name);
    }

    List<Integer> millis() {
        return segments.stream().map(Segment::millis).toList();
    }

    long totalMillis() {
        return segments.stream().mapToLong(Segment::millis).sum();
    }
}
