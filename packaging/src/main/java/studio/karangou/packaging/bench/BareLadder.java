package studio.karangou.packaging.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.server.feature.ingest.FfmpegPrograms;
import studio.karangou.server.feature.ingest.LadderStep;

/// One ffmpeg that encodes a 16:9 film into the same rungs with the same encoder settings, and its sound in two bit
/// rates, with a loudness filter of one pass: what one would type by hand.
///
/// @param took wall time
/// @param filmSeconds that were encoded
record BareLadder(Duration took, double filmSeconds, int rungs) {
    private static final String PROGRESS = "out_time_us=";

    static BareLadder encode(FfmpegPrograms programs, Path source, Path folder) throws IOException {
        int rungs = rungs(programs, source);
        int sounds = count(programs, source, "a");
        Process process = new ProcessBuilder(command(programs, source, folder, rungs, sounds))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long started = System.nanoTime();
        double seconds = 0;
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(PROGRESS) && !line.endsWith("N/A")) {
                    seconds = Long.parseLong(line.substring(PROGRESS.length())) / 1e6;
                }
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        if (await(process) != 0) {
            throw new IOException("ffmpeg ended with " + process.exitValue());
        }
        return new BareLadder(took, seconds, rungs);
    }

    private static List<String> command(FfmpegPrograms programs, Path source, Path folder, int rungs, int sounds) {
        List<String> command = new ArrayList<>(List.of(
                programs.ffmpegProgram().toString(),
                "-hide_banner",
                "-nostdin",
                "-nostats",
                "-v",
                "error",
                "-i",
                source.toString(),
                "-progress",
                "pipe:1",
                "-filter_complex",
                filters(rungs, sounds)));
        List<String> streams = new ArrayList<>();
        for (int i = 0; i < rungs; i++) {
            String rate = LadderStep.ALL.get(i).kilobits() + "k";
            command.addAll(List.of(
                    "-map",
                    "[v" + i + "]",
                    "-c:v:" + i,
                    "libx264",
                    "-b:v:" + i,
                    rate,
                    "-maxrate:v:" + i,
                    rate,
                    "-bufsize:v:" + i,
                    rate));
            streams.add("v:" + i);
        }
        for (int i = 0; i < sounds * 2; i++) {
            command.addAll(
                    List.of("-map", "[a" + i + "]", "-c:a:" + i, "aac", "-b:a:" + i, i % 2 == 0 ? "48k" : "96k"));
            streams.add("a:" + i);
        }
        command.addAll(List.of(
                "-preset",
                "veryfast",
                "-sc_threshold",
                "0",
                "-g",
                "240",
                "-flags",
                "+cgop",
                "-force_key_frames",
                "expr:gte(t,n_forced*6)",
                "-x264-params",
                "repeat-headers=1",
                "-f",
                "hls",
                "-hls_time",
                "6",
                "-hls_playlist_type",
                "vod",
                "-hls_segment_type",
                "fmp4",
                "-hls_flags",
                "independent_segments+temp_file",
                "-var_stream_map",
                String.join(" ", streams),
                folder.resolve("%v.m3u8").toString()));
        return command;
    }

    private static String filters(int rungs, int sounds) {
        StringBuilder video = new StringBuilder("[0:v:0]split=" + rungs);
        StringBuilder scales = new StringBuilder();
        for (int i = 0; i < rungs; i++) {
            video.append("[s").append(i).append(']');
            LadderStep step = LadderStep.ALL.get(i);
            scales.append(";[s" + i + "]" + (i == 0 ? "fps=12," : "") + "scale=" + step.longSide() + ":"
                    + step.shortSide() + "[v" + i + "]");
        }
        for (int i = 0; i < sounds; i++) {
            scales.append(";[0:a:" + i + "]loudnorm=I=-16:TP=-1.5:LRA=11,aresample=48000,"
                    + "aformat=channel_layouts=stereo,asplit=2[a" + 2 * i + "][a" + (2 * i + 1) + "]");
        }
        return video.append(scales).toString();
    }

    private static int rungs(FfmpegPrograms programs, Path source) throws IOException {
        String height = probe(programs, source, "v:0", "stream=height").strip();
        int lines = Integer.parseInt(height.lines().findFirst().orElse("0").replaceAll("[^0-9]", ""));
        long rungs = LadderStep.ALL.stream()
                .filter(step -> step.shortSide() <= lines)
                .count();
        return Math.max(1, (int) rungs);
    }

    private static int count(FfmpegPrograms programs, Path source, String kind) throws IOException {
        return (int) probe(programs, source, kind, "stream=index")
                .lines()
                .filter(line -> !line.isBlank())
                .count();
    }

    private static String probe(FfmpegPrograms programs, Path source, String streams, String entries)
            throws IOException {
        Process process = new ProcessBuilder(
                        programs.ffprobeProgram().toString(),
                        "-v",
                        "error",
                        "-select_streams",
                        streams,
                        "-show_entries",
                        entries,
                        "-of",
                        "csv=p=0",
                        source.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        await(process);
        return output;
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
