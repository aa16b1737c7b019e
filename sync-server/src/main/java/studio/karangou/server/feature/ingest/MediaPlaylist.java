package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The play list that ffmpeg wrote for one rendition (RFC 8216): its init segment and its segments.
record MediaPlaylist(Path init, List<Segment> segments) {
    private static final String INIT = "#EXT-X-MAP:URI=\"";
    private static final String DURATION = "#EXTINF:";

    MediaPlaylist {
        segments = List.copyOf(segments);
    }

    record Segment(Path file, int millis) {}

    /// Reads `NAME.m3u8` in the folder.
    static MediaPlaylist read(Path folder, String name) throws IOException {
        List<Segment> segments = new ArrayList<>();
        @Nullable Path init = null;
        double end = 0;
        long endMillis = 0;
        for (String line : Files.readAllLines(folder.resolve(name + ".m3u8"), StandardCharsets.UTF_8)) {
            if (line.startsWith(INIT)) {
                init = folder.resolve(line.substring(INIT.length(), line.indexOf('"', INIT.length())));
            } else if (line.startsWith(DURATION)) {
                end += Double.parseDouble(line.substring(DURATION.length(), line.indexOf(',')));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                long until = Math.round(end * 1000); // rounding the ends keeps their sum right
                segments.add(new Segment(folder.resolve(line.strip()), Math.max(1, (int) (until - endMillis))));
                endMillis = until;
            }
        }
        if (init == null || segments.isEmpty()) {
            throw new IOException("a play list without segments");
        }
        return new MediaPlaylist(init, segments);
    }

    List<Integer> millis() {
        return segments.stream().map(Segment::millis).toList();
    }

    long totalMillis() {
        return segments.stream().mapToLong(Segment::millis).sum();
    }
}
