package studio.karangou.server.feature.sync;

import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.fuzz.FuzzTarget;

/// Places in the feed, as devices and drives name them.
public final class CursorTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new CursorTarget().read(bytes);
    }

    @Override
    public String name() {
        return "cursor";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            PullService.Place place = PullService.parse(new String(bytes, StandardCharsets.UTF_8));
            if (place.cursor().position() < 0) {
                throw new IllegalStateException("a place before the beginning");
            }
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "0".getBytes(StandardCharsets.US_ASCII),
                "0123456789abcdef.7".getBytes(StandardCharsets.US_ASCII),
                "0123456789abcdef.7.3.9".getBytes(StandardCharsets.US_ASCII),
                "0123456789abcdef.7~9".getBytes(StandardCharsets.US_ASCII),
                "0123456789abcdef.7.3.9~12".getBytes(StandardCharsets.US_ASCII));
    }
}
