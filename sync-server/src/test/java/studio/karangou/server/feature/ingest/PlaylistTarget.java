package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import studio.karangou.server.fuzz.FuzzTarget;

/// What an encoder writes of its segments.
public final class PlaylistTarget implements FuzzTarget {
    private static final Path FOLDER = Path.of("film");

    public static void fuzzerTestOneInput(byte[] bytes) {
        new PlaylistTarget().read(bytes);
    }

    @Override
    public String name() {
        return "playlist";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            String text = new String(bytes, StandardCharsets.UTF_8);
            for (MediaPlaylist.Segment segment :
                    MediaPlaylist.parse(FOLDER, text.lines().toList()).segments()) {
                if (!FOLDER.equals(segment.file().normalize().getParent()) || segment.millis() < 1) {
                    throw new IllegalStateException("a segment from elsewhere");
                }
            }
        } catch (IOException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of("#EXTM3U\n#EXT-X-MAP:URI=\"i.mp4\"\n#EXTINF:6.006,\nv-0.m4s\n#EXTINF:0.3,\nv-1.m4s\n"
                .getBytes(StandardCharsets.US_ASCII));
    }
}
