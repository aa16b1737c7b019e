package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.server.storage.ObjectStore;

/// Makes source films with the real ffmpeg and looks at what became of them.
final class TestFilms {
    static final FfmpegPrograms PROGRAMS =
            FfmpegPrograms.bundled(Path.of(System.getProperty("java.io.tmpdir"), "karangou-test-ffmpeg"));
    static final Ffmpeg FFMPEG = new Ffmpeg(() -> PROGRAMS, false);

    private final Path folder;

    TestFilms(Path folder) {
        this.folder = folder;
    }

    /// Runs ffmpeg with arguments separated by blanks; the last one is the file's name.
    Path make(String arguments, String name) {
        Path file = folder.resolve(name);
        List<String> all = new ArrayList<>(List.of("-v", "error"));
        all.addAll(List.of(arguments.strip().split("\\s+")));
        all.add(file.toString());
        Ffmpeg.Finished finished = run(all);
        if (!finished.succeeded()) {
            throw new IllegalStateException(finished.errors());
        }
        return file;
    }

    static String picture(String size, String rate, String seconds) {
        return " -f lavfi -i testsrc2=s=" + size + ":r=" + rate + ":d=" + seconds;
    }

    static String tone(int hertz, String seconds) {
        return " -f lavfi -i sine=f=" + hertz + ":r=48000:d=" + seconds;
    }

    static final String FAST = " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -c:a aac -shortest ";

    /// The first bytes of a file, as a copy of its own.
    Path cut(Path file, double share, String name) {
        try {
            byte[] all = Files.readAllBytes(file);
            byte[] part = new byte[(int) (all.length * share)];
            System.arraycopy(all, 0, part, 0, part.length);
            return Files.write(folder.resolve(name), part);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One segment after another, each in the rung that the pattern names, behind the shared init: what a player gets.
    Path videoAsPlayed(Manifest manifest, ContentKey key, ObjectStore objects, List<Integer> pattern, String name) {
        List<Encrypted> chosen = new ArrayList<>();
        for (int i = 0; i < manifest.segmentCount(); i++) {
            int rung = pattern.get(i % pattern.size()) % manifest.video().size();
            chosen.add(manifest.video().get(rung).segments().get(i).choose(i % 2 == 1));
        }
        return join(manifest.videoInit().address(), chosen, key, objects, name);
    }

    Path audioAsPlayed(Manifest.AudioTrack track, int rendition, ContentKey key, ObjectStore objects, String name) {
        return join(track.init().address(), track.renditions().get(rendition).segments(), key, objects, name);
    }

    private Path join(ContentAddress init, List<Encrypted> segments, ContentKey key, ObjectStore objects, String name) {
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            out.write(objects.open(init, 0).readAllBytes());
            for (Encrypted segment : segments) {
                byte[] encrypted = objects.open(segment.address(), 0).readAllBytes();
                out.write(key.decrypt(segment.iv(), encrypted));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return file;
    }

    /// Decodes every frame.
    ///
    /// @return what the decoder complained about, and each picture's time in milliseconds
    static Decoded decode(Path file) {
        Ffmpeg.Finished finished = FFMPEG.probe(
                List.of("-v", "warning", "-show_entries", "frame=pts_time", "-of", "csv=p=0", file.toString()),
                new Cancellation());
        List<Double> times = finished.output()
                .lines()
                .map(line -> line.replace(",", ""))
                .filter(line -> !line.isBlank() && !line.equals("N/A"))
                .map(Double::valueOf)
                .toList();
        return new Decoded(finished.errors(), times);
    }

    record Decoded(String complaints, List<Double> times) {}

    /// How alike two files' pictures are (SSIM, 1 is the same), over the frames that both have, scaled to one size.
    static double likeness(Path file, Path reference, String size, String rate) {
        Ffmpeg.Finished finished = run(List.of(
                "-v",
                "info",
                "-i",
                file.toString(),
                "-i",
                reference.toString(),
                "-filter_complex",
                "[0:v]fps=" + rate + ",scale=" + size + ",format=yuv420p[a];[1:v]fps=" + rate + ",scale=" + size
                        + ",format=yuv420p[b];[a][b]ssim",
                "-an",
                "-f",
                "null",
                "-"));
        String all = finished.errors().replaceAll("(?s).*All:([0-9.]+).*", "$1");
        return Double.parseDouble(all);
    }

    static Ffmpeg.Finished run(List<String> arguments) {
        return FFMPEG.encode(arguments, Ffmpeg.Patience.SHORT, new Cancellation(), line -> {});
    }
}
