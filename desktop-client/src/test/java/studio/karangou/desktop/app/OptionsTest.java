package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;

class OptionsTest {
    private static final Map<String, String> HOME = Map.of("user.home", "/home/afi", "os.name", "Linux");

    @Test
    void everything_can_be_said_on_the_command_line() {
        Options options =
                parse("--profile borne --server http://127.0.0.1:8080 --data /tmp/k --language en --window 1920x1080"
                        + " --full-screen --code 7KQ4-M2RD --disk-gb 400 --offline-days 10 --fault-reports on");
        assertThat(options.faultReports()).contains(true);
        assertThat(options.profile()).isEqualTo(DeviceProfile.BORNE);
        assertThat(options.server()).contains(URI.create("http://127.0.0.1:8080"));
        assertThat(options.data()).isEqualTo(Path.of("/tmp/k"));
        assertThat(options.window()).isEqualTo(new Options.Size(1920, 1080));
        assertThat(options.fullScreen()).isTrue();
        assertThat(options.code()).contains("7KQ4-M2RD");
        assertThat(options.diskGigabytes()).hasValue(400);
        assertThat(options.offlineDays()).hasValue(10);
    }

    @ParameterizedTest
    @CsvSource({
        "https://karangou.example, https://karangou.example/, false",
        "https://Karangou.example:443, https://karangou.example, false",
        "http://127.0.0.1:80/, http://127.0.0.1, false",
        "https://karangou.example/a, https://karangou.example, true",
        "http://karangou.example, https://karangou.example, true",
        "https://karangou.example:8443, https://karangou.example, true",
        "https://autre.example, https://karangou.example, true"
    })
    void another_server_than_the_device_s_own_is_noticed(String asked, URI own, boolean another) {
        assertThat(parse("--server " + asked).otherServer(own).isPresent()).isEqualTo(another);
        assertThat(Options.parse(List.of(), Map.of(), HOME).otherServer(own)).isEmpty();
    }

    @Test
    void nothing_need_be_said() {
        Options options = Options.parse(List.of(), Map.of(), HOME);
        assertThat(options.profile()).isEqualTo(DeviceProfile.LIEU);
        assertThat(options.window()).isEqualTo(new Options.Size(1440, 900));
        assertThat(options.data()).isEqualTo(Path.of("/home/afi/.local/share/karangou"));
    }

    @ParameterizedTest
    @CsvSource({
        "Mac OS X, /home/afi/Library/Application Support/Karangou",
        "Windows 11, /home/afi/AppData/Local/Karangou",
        "Linux, /home/afi/.local/share/karangou"
    })
    void data_goes_where_the_system_keeps_it(String system, String folder) {
        Options options = Options.parse(List.of(), Map.of(), Map.of("user.home", "/home/afi", "os.name", system));
        assertThat(options.data()).isEqualTo(Path.of(folder));
    }

    @ParameterizedTest
    @CsvSource({
        "--profile salle, options.wrong",
        "--profile, options.wrong",
        "--server ftp://a, options.wrong",
        "--server a b, options.wrong",
        "--window big, options.wrong",
        "--fault-reports maybe, options.wrong",
        "--offline-days 0, options.wrong",
        "--offline-days 91, options.wrong",
        "--disk-gb 0, options.wrong",
        "--disk-gb 100001, options.wrong",
        "--disk-gb -5, options.wrong",
        "--disk-gb 1.5, options.wrong",
        "--language 12, options.wrong",
        "--data --code, options.wrong",
        "--colour red, options.unknown"
    })
    void what_cannot_be_used_is_said_with_a_code(String line, String code) {
        assertThatThrownBy(() -> parse(line))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        refused -> assertThat(refused.failure().code()).isEqualTo(code));
    }

    private static Options parse(String line) {
        return Options.parse(List.of(line.split(" ", -1)), Map.of(), HOME);
    }
}
