package studio.karangou.common.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
    @Test
    void amounts_add_up_in_one_currency_only_and_never_overflow_in_silence() {
        assertThat(Money.xof(500).plus(Money.xof(1_000))).isEqualTo(Money.xof(1_500));
        Money euro = new Money(Money.Currency.EUR, 1);
        assertThatThrownBy(() -> Money.xof(1).plus(euro)).isInstanceOf(IllegalArgumentException.class);
        Money most = Money.xof(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(most)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @CsvSource({"3120000, 5000000, 62", "0, 100, 0", "199, 100, 199", "99999, 100000, 99", "9000000000000000, 1, 9999"})
    void a_project_shows_its_percentage_rounded_down(long collected, long goal, int percent) {
        assertThat(project(collected, goal).percent()).isEqualTo(percent);
    }

    @ParameterizedTest
    @EnumSource(ProjectState.class)
    void people_contribute_while_a_project_is_open_its_last_day_included(ProjectState state) {
        LocalDate last = LocalDate.of(2026, 11, 22);
        Project limited = project(0, 100, state, last);
        boolean open = state == ProjectState.OPEN;
        assertThat(limited.accepts(last)).isEqualTo(open);
        assertThat(limited.accepts(LocalDate.EPOCH)).isEqualTo(open);
        assertThat(limited.accepts(last.plusDays(1))).isFalse();
        assertThat(project(0, 100, state, null).accepts(LocalDate.MAX)).isEqualTo(open);
    }

    @Test
    void a_goal_is_positive() {
        assertThatThrownBy(() -> project(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(ProjectState.class)
    void a_project_takes_only_the_steps_of_its_life(ProjectState from) {
        for (ProjectState to : ProjectState.values()) {
            if (from.next().contains(to)) {
                assertThat(from.transitionTo(to)).isEqualTo(to);
            } else {
                assertThatThrownBy(() -> from.transitionTo(to)).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    @Test
    void a_contribution_ends_paid_back_expired_or_cancelled() {
        assertThat(ContributionState.PLEDGED
                        .transitionTo(ContributionState.AWAITING_PAYMENT)
                        .transitionTo(ContributionState.CONFIRMED)
                        .transitionTo(ContributionState.REFUNDED)
                        .next())
                .isEmpty();
        assertThatThrownBy(() -> ContributionState.EXPIRED.transitionTo(ContributionState.CONFIRMED))
                .isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../../etc/passwd",
                "1-1-1-1-1",
                "ABCDEF",
                "g123456789012345678901234567890123456789012345678901234567890123"
            })
    void what_is_no_address_or_id_is_refused(String text) {
        assertThatThrownBy(() -> new ContentAddress(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FilmId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_address_is_the_sha_256_of_its_bytes() {
        assertThat(ContentAddress.of("abc".getBytes(StandardCharsets.US_ASCII)).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void languages_and_countries_have_names_in_the_readers_language() {
        assertThat(new LanguageTag("ee").displayName(Locale.FRENCH)).isEqualTo("éwé");
        assertThat(new CountryCode("TG").displayName(Locale.FRENCH)).isEqualTo("Togo");
        assertThatThrownBy(() -> new LanguageTag("f r")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CountryCode("tg")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_closed_subscription_hears_nothing() {
        Listeners listeners = new Listeners();
        int[] heard = {0};
        Subscription subscription = listeners.add(() -> heard[0]++);
        listeners.changed();
        subscription.close();
        subscription.close();
        listeners.changed();
        assertThat(heard[0]).isEqualTo(1);
    }

    private static Project project(long collected, long goal) {
        return project(collected, goal, ProjectState.OPEN, null);
    }

    private static Project project(long collected, long goal, ProjectState state, @Nullable LocalDate deadline) {
        return new Project(
                new ProjectId(new UUID(0, 1)),
                "La Nuit du Zangbeto",
                "Un film de nuit.",
                "Collectif",
                new CountryCode("TG"),
                state,
                FundingMode.FLEXIBLE,
                Money.xof(goal),
                Money.xof(collected),
                1,
                deadline,
                null);
    }
}
