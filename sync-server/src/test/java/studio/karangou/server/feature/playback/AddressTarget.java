package studio.karangou.server.feature.playback;

import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.server.fuzz.FuzzTarget;

/// Names of playlists.
public final class AddressTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new AddressTarget().read(bytes);
    }

    @Override
    public String name() {
        return "address";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            PlaylistName.parse(new String(bytes, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "master.m3u8".getBytes(StandardCharsets.UTF_8),
                "video-360p.m3u8".getBytes(StandardCharsets.UTF_8),
                "audio-fr-48.m3u8".getBytes(StandardCharsets.UTF_8));
    }
}
