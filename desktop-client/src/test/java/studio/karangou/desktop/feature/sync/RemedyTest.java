package studio.karangou.desktop.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;

class RemedyTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Project CLOSED = project(1, ProjectState.CLOSED, null, Money.xof(10));
    private static final Project OPEN = project(2, ProjectState.OPEN, null, Money.xof(10));
    private static final Project OVER = project(3, ProjectState.OPEN, LocalDate.of(2026, 11, 21), Money.xof(10));
    private static final Project IN_EURO = project(4, ProjectState.OPEN, null, new Money(Money.Currency.EUR, 1000));
    private static final List<Project> ALL = List.of(CLOSED, OPEN, OVER, IN_EURO);
    private static final ContributionMade CASH =
            new ContributionMade(CLOSED.id(), null, Money.xof(500), ContributionMethod.CASH, null, null, "Ama");
    private static final MessagePosted MESSAGE = new MessagePosted(new FilmId(new UUID(1, 1)), "Ama", "Bonsoir");

    @Test
    void a_contribution_to_a_closed_project_may_go_to_one_that_is_open_in_its_currency() {
        Remedy remedy = Remedy.of(refused(CASH, "sync.project-not-open"), ALL, NOW);

        assertThat(remedy).isInstanceOfSatisfying(Remedy.AnotherProject.class, other -> {
            assertThat(other.among()).containsExactly(OPEN);
            assertThat(other.to(OPEN))
                    .isEqualTo(new ContributionMade(
                            OPEN.id(), null, Money.xof(500), ContributionMethod.CASH, null, null, "Ama"));
        });
    }

    @Test
    void a_message_that_could_not_be_stored_may_be_written_differently() {
        Remedy remedy = Remedy.of(refused(MESSAGE, "sync.not-storable"), ALL, NOW);

        assertThat(remedy)
                .isInstanceOfSatisfying(
                        Remedy.AnotherText.class,
                        other -> assertThat(other.with("Bonjour"))
                                .isEqualTo(new MessagePosted(MESSAGE.film(), "Ama", "Bonjour")));
    }

    @Test
    void what_another_project_or_text_would_not_help_is_only_laid_aside() {
        assertThat(Remedy.of(refused(CASH, "sync.duplicate-operation"), ALL, NOW))
                .isEqualTo(new Remedy.None());
        assertThat(Remedy.of(refused(MESSAGE, "sync.duplicate-operation"), ALL, NOW))
                .isEqualTo(new Remedy.None());
        assertThat(Remedy.of(
                        refused(new OperationBody.KioskFilmChosen(MESSAGE.film(), true), "sync.not-a-hosts-device"),
                        ALL,
                        NOW))
                .isEqualTo(new Remedy.None());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync.not-storable", "sync.impossible-time", "sync.unknown-film"})
    void what_may_be_right_by_now_is_recorded_once_more(String reason) {
        assertThat(Remedy.of(refused(CASH, reason), ALL, NOW)).isEqualTo(new Remedy.Again(CASH));
    }

    @Test
    void what_a_restored_server_did_not_know_the_film_of_is_recorded_once_more() {
        FilmViewed shown = new FilmViewed(MESSAGE.film(), Duration.ofMinutes(90), true, 42);

        assertThat(Remedy.of(refused(MESSAGE, "sync.unknown-film"), ALL, NOW)).isEqualTo(new Remedy.Again(MESSAGE));
        assertThat(Remedy.of(refused(shown, "sync.unknown-film"), ALL, NOW)).isEqualTo(new Remedy.Again(shown));
        assertThat(Remedy.of(refused(shown, "sync.duplicate-operation"), ALL, NOW))
                .isEqualTo(new Remedy.None());
    }

    @Test
    void cash_of_a_venue_that_nobody_answered_for_can_be_said_again() {
        CashSettled taken = new CashSettled(new OperationId(new UUID(2, 9)), CashOutcome.RECEIVED);

        assertThat(Remedy.of(refused(taken, "sync.venue-not-vouched-for"), ALL, NOW))
                .isEqualTo(new Remedy.Again(taken));
        assertThat(Remedy.of(refused(taken, "sync.cash-was-taken"), ALL, NOW)).isEqualTo(new Remedy.None());
    }

    private static PendingOperation refused(OperationBody body, String reason) {
        Operation operation = new Operation(
                new DeviceId(new UUID(2, 1)),
                1,
                new OperationId(new UUID(2, 2)),
                new HybridTime(NOW.toEpochMilli(), 0),
                null,
                body);
        return new PendingOperation(operation, null, reason);
    }

    private static Project project(long number, ProjectState state, @Nullable LocalDate deadline, Money goal) {
        return new Project(
                new ProjectId(new UUID(3, number)),
                "Projet " + number,
                "Un film.",
                "Ama Mensah",
                new CountryCode("TG"),
                state,
                FundingMode.FLEXIBLE,
                goal,
                new Money(goal.currency(), 0),
                0,
                deadline,
                null);
    }
}
