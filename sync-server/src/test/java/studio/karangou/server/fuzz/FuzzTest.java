package studio.karangou.server.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.server.backup.BackupTarget;
import studio.karangou.server.feature.ingest.InitTarget;
import studio.karangou.server.feature.ingest.PlaylistTarget;
import studio.karangou.server.feature.ingest.SubtitlesTarget;
import studio.karangou.server.feature.people.TypedTarget;
import studio.karangou.server.feature.playback.AddressTarget;
import studio.karangou.server.feature.sync.CursorTarget;
import studio.karangou.server.http.FrameTarget;
import studio.karangou.server.http.HeaderTarget;
import studio.karangou.server.http.JsonTarget;
import studio.karangou.server.keys.TokenTarget;

/// Parsers and bytes from outside: in every run what is kept in `src/test/resources/fuzz/NAME`, and near what
/// is right; in the full run Jazzer, which looks for paths through the code. The inputs by which it got further
/// lie in `.fuzz/NAME`, outside git, and the next full run begins with them; what upset a parser lies in
/// `.fuzz/found`, and is to be kept with the others once it is mended.
class FuzzTest {
    private static final Path CORPUS = Path.of("src/test/resources/fuzz");
    private static final Path GROWING = Path.of(".fuzz");
    private static final int NEAR = 2_000;
    private static final int SECONDS = 20;

    @TempDir
    private Path folder;

    static Stream<FuzzTarget> targets() {
        return Stream.of(
                new BatchTarget(),
                new DocumentTarget(),
                new ParcelTarget(),
                new JsonTarget(),
                new HeaderTarget(),
                new TypedTarget(),
                new AddressTarget(),
                new EnrolmentTarget(),
                new PageTarget(),
                new SubtitlesTarget(),
                new InitTarget(),
                new PlaylistTarget(),
                new TokenTarget(),
                new FrameTarget(),
                new CursorTarget(),
                new BackupTarget());
    }

    @ParameterizedTest
    @MethodSource("targets")
    void what_was_found_before_and_what_is_nearly_right_is_read_or_refused(FuzzTarget target) throws IOException {
        List<byte[]> known = new ArrayList<>(target.seeds());
        known.add(new byte[0]);
        List<byte[]> kept = kept(target);
        assertThat(kept).as("a corpus of its own").isNotEmpty();
        known.addAll(kept);
        SplittableRandom random = new SplittableRandom(7);
        for (byte[] bytes : known) {
            assertThatCode(() -> target.read(bytes)).doesNotThrowAnyException();
            for (int i = 0; i < NEAR && bytes.length > 0; i++) {
                byte[] near = bytes.clone();
                for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                    near[random.nextInt(near.length)] = (byte) random.nextInt();
                }
                assertThatCode(() -> target.read(near)).doesNotThrowAnyException();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("targets")
    @Tag("full")
    void nothing_that_jazzer_finds_upsets_a_parser(FuzzTarget target) throws Exception {
        Path corpus = Files.createDirectories(GROWING.resolve(target.name()).toAbsolutePath());
        Path upsetting = Files.createDirectories(GROWING.resolve("found").toAbsolutePath());
        List<byte[]> seeds = target.seeds();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        Path log = folder.resolve("jazzer.log");
        Process jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+EnableDynamicAgentLoading",
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + target.getClass().getName(),
                        "--instrumentation_includes=studio.karangou.**:com.fasterxml.jackson.**",
                        "--reproducer_path=" + folder,
                        "-max_total_time=" + SECONDS,
                        "-max_len=8192",
                        "-artifact_prefix=" + upsetting.resolve(target.name() + "-"),
                        corpus.toString(), // grows
                        CORPUS.resolve(target.name()).toAbsolutePath().toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(jazzer.waitFor(SECONDS + 120, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(log);

        assertThat(jazzer.exitValue()).as(said).isZero();
        assertThat(said).as("it ran").contains("DONE");
    }

    private static List<byte[]> kept(FuzzTarget target) throws IOException {
        Path there = CORPUS.resolve(target.name());
        if (!Files.isDirectory(there)) {
            return List.of();
        }
        List<byte[]> kept = new ArrayList<>();
        try (Stream<Path> files = Files.list(there)) {
            for (Path file : files.sorted().toList()) {
                kept.add(Files.readAllBytes(file));
            }
        }
        return kept;
    }
}
