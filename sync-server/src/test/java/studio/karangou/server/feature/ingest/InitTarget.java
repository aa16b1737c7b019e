package studio.karangou.server.feature.ingest;

import java.util.List;
import studio.karangou.server.fuzz.FuzzTarget;

/// Init segments of films: boxes in boxes.
public final class InitTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new InitTarget().read(bytes);
    }

    @Override
    public String name() {
        return "init";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            InitSegment.parse(bytes);
        } catch (IllegalArgumentException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(InitSegmentTest.video(), InitSegmentTest.audio());
    }
}
