package studio.karangou.desktop.feature.player;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.desktop.ui.Texts;

class PlaybackFailureTest {
    static Stream<PlaybackFailure> failures() {
        return Stream.of(
                new PlaybackFailure.PlayerMissing(),
                new PlaybackFailure.NoPicture(),
                new PlaybackFailure.NoSound(),
                new PlaybackFailure.TooManyViewings(
                        List.of(new Elsewhere(UUID.randomUUID(), "Yeelen", "Salle", Instant.EPOCH))),
                new PlaybackFailure.ViewingEnded(),
                new PlaybackFailure.BrokeOff("1:02:03"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_has_its_sentence_in_both_languages(PlaybackFailure failure) {
        String french = new Texts(Locale.FRENCH, ZoneOffset.UTC).of(failure);
        String english = new Texts(Locale.ENGLISH, ZoneOffset.UTC).of(failure);
        assertThat(french).isNotEqualTo(english).doesNotContain("{");
        assertThat(english).doesNotContain("{");
    }

    @Test
    void every_kind_is_tested() {
        assertThat(failures().map(Object::getClass))
                .containsExactlyInAnyOrder(PlaybackFailure.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @CsvSource({"0, 0:00", "59999, 0:59", "125000, 2:05", "3723000, 1:02:03", "-3723000, −1:02:03", "-400, 0:00"})
    void times_are_shown_as_on_a_clock(long millis, String text) {
        assertThat(ClockText.of(Duration.ofMillis(millis))).isEqualTo(text);
    }
}
