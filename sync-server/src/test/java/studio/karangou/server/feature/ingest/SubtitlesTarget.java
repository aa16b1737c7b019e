package studio.karangou.server.feature.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.fuzz.FuzzTarget;

/// Files of subtitles, as anybody has them.
public final class SubtitlesTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new SubtitlesTarget().read(bytes);
    }

    @Override
    public String name() {
        return "subtitles";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            Subtitles.read(bytes).toWebVtt();
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "1\n00:00:01,000 --> 00:00:02,500\n<i>Bonsoir</i>\n".getBytes(StandardCharsets.UTF_8),
                "WEBVTT\n\n01:02.003 --> 01:04.000 align:start\nA & B\n".getBytes(StandardCharsets.UTF_16));
    }
}
