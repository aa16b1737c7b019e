package studio.karangou.packaging.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyncOptionsTest {
    @Test
    void without_a_word_a_hundred_thousand_operations_go_to_a_server_on_h2() {
        assertThat(SyncOptions.read(List.of())).isEqualTo(new SyncOptions(100_000, 10, 200_000, 3, false, false, ""));
    }

    @Test
    void every_option_is_taken_and_a_tenth_is_a_tenth_of_the_work() {
        SyncOptions options = read("--operations 1000000 --devices 4 --changes 20000 --runs 1 --database postgres"
                + " --server-options -Xmx256m --once");

        assertThat(options).isEqualTo(new SyncOptions(1_000_000, 4, 20_000, 1, true, true, "-Xmx256m"));
        assertThat(options.tenth()).isEqualTo(new SyncOptions(100_000, 4, 2_000, 1, true, true, "-Xmx256m"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--operations",
                "--operations 0",
                "--operations many",
                "--operations 10000001",
                "--operations 99999999999",
                "--devices 0",
                "--devices -1",
                "--database oracle",
                "--runs 1 --once --changes",
                "--seconds 10"
            })
    void what_is_not_understood_is_named(String arguments) {
        List<String> words = List.of(arguments.split(" "));
        String named = words.reversed().stream()
                .filter(word -> word.startsWith("--"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> SyncOptions.read(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(named);
    }

    private static SyncOptions read(String arguments) {
        return SyncOptions.read(List.of(arguments.split(" ")));
    }
}
