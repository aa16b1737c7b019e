package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.packaging.demo.ChildProcess;

/// The system's own dialogs, on a real screen, answered by the keyboard.
@EnabledOnOs(OS.LINUX)
class RealPapersTest {
    @TempDir
    Path folder;

    @Test
    void a_code_is_saved_and_printed_where_a_person_says_and_nowhere_when_they_think_better_of_it() throws IOException {
        Path log = folder.resolve("papers.log");
        Map<String, String> said = new TreeMap<>();
        try (RealScreen screen = new RealScreen();
                ChildProcess program = ChildProcess.start(
                        System.getProperty("java.class.path"),
                        PapersMain.class.getName(),
                        List.of("-Dprism.order=sw"),
                        List.of(folder.toString()),
                        log,
                        Map.of("DISPLAY", screen.display(), "LC_ALL", "C.UTF-8"))) {
            new String(program.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(": ", 2))
                    .forEach(answer -> said.put(answer[0], answer[1]));
        }
        assertThat(said)
                .as(Files.readString(log))
                .containsEntry("saved", folder.resolve("code.png").toString())
                .containsEntry(
                        "saved under a name with an ending",
                        folder.resolve("autre.png").toString())
                .containsEntry("not saved", "nothing")
                .containsEntry("a printer came", "true")
                .containsEntry("printed", "PRINTED")
                .containsEntry("pages", "1")
                .containsEntry("not printed", "CANCELLED")
                .containsEntry("pages then", "1");
        assertThat(said.get("without a printer")).isIn("NO_PRINTER", "there is one");
        assertThat(VoucherReader.read(folder.resolve("page.png"))).isEqualTo(PapersMain.CODE);
    }
}
