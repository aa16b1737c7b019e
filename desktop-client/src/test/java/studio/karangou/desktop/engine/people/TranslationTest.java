package studio.karangou.desktop.engine.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.desktop.engine.http.ServerFailure;

/// What people read when the server cannot, or wants fewer attempts.
class TranslationTest {
    private final Sentences french = new Sentences(Locale.FRENCH, "studio.karangou.desktop.messages");

    @ParameterizedTest
    @CsvSource({
        "502, people.provider-unreachable, people.provider-unreachable",
        "502, '', server.busy",
        "503, http.overloaded, server.busy",
        "500, http.internal, server.busy"
    })
    void a_server_that_cannot_blames_another_service_only_where_that_is_silent(int status, String told, String shown) {
        assertThat(translated(new ServerFailure.Busy(status, told)).code()).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1, 1 s", "90, 90 s", "120, 120 s", "121, 3 min", "3000, 50 min", "3001, 51 min"})
    void a_long_wait_is_told_in_minutes(long seconds, String shown) {
        assertThat(french.of(translated(new ServerFailure.TooMany(seconds))))
                .startsWith("Trop d’essais")
                .contains(shown);
    }

    @Test
    void text_messages_that_are_used_up_are_not_the_fault_of_who_reads_it() {
        Failure shown = translated(new ServerFailure.TooMany(2_400, "people.messages-used-up"));

        assertThat(shown.code()).isEqualTo("people.messages-used-up");
        assertThat(french.of(shown))
                .contains("vous n’y êtes pour rien", "40 min")
                .doesNotContain("Trop d’essais");
    }

    @Test
    void a_code_of_a_later_server_keeps_the_server_s_own_sentence() {
        ServerFailure later = new ServerFailure.Refused(409, "people.of-tomorrow", "Une phrase de demain.", List.of());

        assertThat(translated(later)).isEqualTo(later);
    }

    private static Failure translated(ServerFailure failure) {
        return Translation.of(new FailureException(failure)).failure();
    }
}
