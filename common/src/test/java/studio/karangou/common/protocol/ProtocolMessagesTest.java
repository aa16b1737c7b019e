package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;

class ProtocolMessagesTest {
    static Stream<ProtocolFailure> failures() {
        return Stream.of(
                new ProtocolFailure.OtherTooOld(0, 1),
                new ProtocolFailure.OtherTooNew(9, 1),
                new ProtocolFailure.TooLarge("batch", 5_000_000, 4_000_000),
                new ProtocolFailure.Malformed("batch"),
                new ProtocolFailure.BadSignature("licence"),
                new ProtocolFailure.UnknownKind(99));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_has_a_sentence_in_french_and_english(ProtocolFailure failure) {
        String french = new Sentences(Locale.FRENCH).of(failure);
        String english = new Sentences(Locale.ENGLISH).of(failure);
        assertThat(french).doesNotContain("{", "'").isNotEqualTo(english);
        assertThat(english).doesNotContain("{");
    }

    @Test
    void the_table_above_names_every_failure() {
        assertThat(failures().map(Object::getClass))
                .containsExactlyInAnyOrder(ProtocolFailure.class.getPermittedSubclasses());
    }

    @Test
    void a_missing_text_is_noticed() {
        Sentences sentences = new Sentences(Locale.FRENCH);
        assertThat(sentences.has("no.such.key")).isFalse();
        assertThatThrownBy(() -> sentences.text("no.such.key")).isInstanceOf(MissingResourceException.class);
    }

    @Test
    void versions_that_are_not_spoken_say_which_side_to_update() {
        ProtocolVersion.check(ProtocolVersion.CURRENT);
        assertThatThrownBy(() -> ProtocolVersion.check(0))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().code()).isEqualTo("protocol.other-too-old"));
        assertThatThrownBy(() -> ProtocolVersion.check(2))
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure().arguments()).isEqualTo(List.of(2, 1)));
    }
}
