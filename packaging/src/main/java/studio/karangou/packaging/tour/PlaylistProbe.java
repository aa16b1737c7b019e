package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.FilmId;

/// Plays the first second of a film with a player that is not ours: ffmpeg, by the HLS playlist (RFC 8216).
final class PlaylistProbe {
    private static final int LONGEST_SECONDS = 30;
    /// The slowest film of the demo has twelve pictures a second.
    private static final int LEAST_PICTURES = 10;

    private static final Pattern PICTURES = Pattern.compile("(?m)^frame=\\s*(\\d+)");

    private PlaylistProbe() {}

    /// @return how many pictures were decoded
    /// @throws TourFailure if they are too few or ffmpeg fails. What it writes is no verdict: it leaves off in
    /// the middle of a picture of each rung that it does not play, and says so
    static long pictures(Path ffmpeg, FilmId film, String playlist) throws IOException {
        Path errors = Files.createTempFile("karangou-playlist", ".log");
        Path progress = Files.createTempFile("karangou-playlist", ".txt");
        try {
            Process process = new ProcessBuilder(command(ffmpeg, playlist))
                    .redirectOutput(progress.toFile())
                    .redirectError(errors.toFile())
                    .start();
            boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            String complaints = Files.readString(errors, StandardCharsets.UTF_8).strip();
            long pictures = last(Files.readString(progress, StandardCharsets.UTF_8));
            if (!ended || process.exitValue() != 0 || pictures < LEAST_PICTURES) {
                throw new TourFailure("film " + film + " does not play: " + pictures + " pictures; "
                        + complaints.replaceAll("token=[^\\s&]+", "token=…"));
            }
            return pictures;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a film is tried", e);
        } finally {
            Files.delete(errors);
            Files.delete(progress);
        }
    }

    private static List<String> command(Path ffmpeg, String playlist) {
        return List.of(
                ffmpeg.toString(),
                "-v",
                "error",
                "-nostdin",
                "-xerror",
                "-t",
                "1",
                "-i",
                playlist,
                "-map",
                "0:v:0",
                "-map",
                "0:a:0?",
                "-progress",
                "pipe:1",
                "-f",
                "null",
                "-");
    }

    private static long last(String progress) {
        long pictures = 0;
        for (Matcher line = PICTURES.matcher(progress); line.find(); ) {
            pictures = Long.parseLong(line.group(1));
        }
        return pictures;
    }
}
