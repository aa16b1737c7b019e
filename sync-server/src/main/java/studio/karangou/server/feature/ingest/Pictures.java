package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import studio.karangou.common.protocol.Manifest.Clear;
import studio.karangou.common.protocol.Manifest.Storyboard;
import studio.karangou.server.storage.ObjectStore;

/// The still pictures of a film: its poster, and the storyboard that one seeks by. JPEG, which every toolkit reads.
final class Pictures {
    private static final int POSTER_HEIGHT = 600;
    private static final int TILE_HEIGHT = 90;
    private static final int TILES_A_SIDE = 10;

    private final Ffmpeg ffmpeg;
    private final ObjectStore objects;

    Pictures(Ffmpeg ffmpeg, ObjectStore objects) {
        this.ffmpeg = ffmpeg;
        this.objects = objects;
    }

    /// The most telling of a hundred pictures from the first third of the film, 600 pixels high at most.
    byte[] poster(Path source, SourceProbe probe, Path folder, Cancellation cancellation) throws IOException {
        Path file = folder.resolve("poster.jpg");
        double start = probe.duration().toMillis() / 1000.0 / 10;
        Dynamics dynamics = probe.video().dynamics();
        String range = dynamics.isHigh() ? ToneMap.filters(dynamics, folder) : "";
        List<String> arguments = new ArrayList<>(List.of("-v", "error"));
        arguments.addAll(Ffmpeg.INPUT);
        arguments.addAll(List.of(
                "-ss",
                String.format(Locale.ROOT, "%.3f", start),
                "-i",
                source.toString(),
                "-map",
                "0:" + probe.video().index(),
                "-vf",
                "thumbnail=n=100,scale=-2:min(ih\\," + POSTER_HEIGHT + "):flags=lanczos," + range + "setsar=1",
                "-frames:v",
                "1",
                "-q:v",
                "3",
                "-pix_fmt",
                "yuvj420p",
                "-f",
                "image2",
                "-update",
                "1",
                file.toString()));
        run(arguments, folder, cancellation);
        return Files.readAllBytes(file);
    }

    /// One tile for the beginning of each segment, from a rung that is encoded already: only its key pictures
    /// are decoded.
    ///
    /// @param rung name of the play list in the folder
    Storyboard storyboard(Path folder, String rung, Ladder.Rung size, MediaPlaylist playlist, Cancellation cancellation)
            throws IOException {
        int tiles = playlist.segments().size();
        int columns = Math.min(TILES_A_SIDE, tiles);
        int rows = Math.min(TILES_A_SIDE, (tiles + columns - 1) / columns);
        int width = Math.max(2, 2 * Math.round((float) TILE_HEIGHT * size.width() / size.height() / 2));
        List<String> arguments = List.of(
                "-v",
                "error",
                "-protocol_whitelist",
                "file,pipe",
                "-skip_frame",
                "nokey",
                "-i",
                folder.resolve(rung + ".m3u8").toString(),
                "-vf",
                "scale=" + width + ":" + TILE_HEIGHT + ",tile=" + columns + "x" + rows,
                "-fps_mode",
                "passthrough",
                "-q:v",
                "5",
                "-pix_fmt",
                "yuvj420p",
                "-f",
                "image2",
                folder.resolve("storyboard-%04d.jpg").toString());
        run(arguments, folder, cancellation);
        int sheets = (tiles + columns * rows - 1) / (columns * rows);
        List<Clear> stored = new ArrayList<>();
        for (int i = 1; i <= sheets; i++) {
            byte[] sheet = Files.readAllBytes(folder.resolve(String.format(Locale.ROOT, "storyboard-%04d.jpg", i)));
            stored.add(Sealer.clear(objects, sheet));
        }
        return new Storyboard(playlist.segments().getFirst().millis(), width, TILE_HEIGHT, columns, rows, stored);
    }

    /// Whether these bytes are a picture that clients can show: JPEG or PNG that decodes, 16 to 8192 pixels a side.
    boolean isPoster(Path file, Cancellation cancellation) {
        Ffmpeg.Finished finished = ffmpeg.probe(
                List.of(
                        "-v",
                        "error",
                        "-protocol_whitelist",
                        "file,pipe",
                        "-format_whitelist",
                        "jpeg_pipe,png_pipe,image2",
                        "-count_frames",
                        "-select_streams",
                        "v:0",
                        "-show_entries",
                        "stream=codec_name,width,height,nb_read_frames",
                        "-of",
                        "csv=p=0",
                        file.toString()),
                cancellation);
        String[] fields = finished.output().strip().split(",", -1);
        return finished.succeeded()
                && fields.length == 4
                && (fields[0].equals("mjpeg") || fields[0].equals("png"))
                && goodSide(fields[1])
                && goodSide(fields[2])
                && fields[3].equals("1");
    }

    private static boolean goodSide(String pixels) {
        return pixels.matches("[0-9]{2,4}") && Integer.parseInt(pixels) >= 16 && Integer.parseInt(pixels) <= 8192;
    }

    private void run(List<String> arguments, Path folder, Cancellation cancellation) {
        Ffmpeg.Patience patience = new Ffmpeg.Patience(Duration.ofMinutes(30), Duration.ofMinutes(30));
        Ffmpeg.Finished finished = ffmpeg.encode(arguments, patience, cancellation, line -> {});
        if (!finished.succeeded()) {
            throw Encoder.failure(finished, folder);
        }
    }
}
