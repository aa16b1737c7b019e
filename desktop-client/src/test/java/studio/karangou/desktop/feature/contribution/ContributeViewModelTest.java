package studio.karangou.desktop.feature.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.Tasks;

class ContributeViewModelTest {
    private static final ProjectId PROJECT = new ProjectId(new UUID(2, 1));
    private static final FilmId FILM = new FilmId(new UUID(1, 1));
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Instant LAST_MOMENT = Instant.parse("2026-11-29T23:59:59.999Z");

    private final List<ContributionMade> written = new ArrayList<>();
    private final FakeProjects projects = new FakeProjects();
    private Optional<Failure> refusal = Optional.empty();
    private Instant now = NOW;
    private CashRule cash = CashRule.HOST_CONFIRMS;

    @BeforeEach
    void an_open_project() {
        projects.add(project(ProjectState.OPEN, Money.xof(5_000_000)));
    }

    @Test
    void a_voucher_lives_seven_days_and_names_the_film_that_was_on() {
        ContributeViewModel model = model(SameThread.tasks());
        model.choose(Money.xof(5_000));
        model.name().set("  Ama D.  ");
        model.confirm();
        ContributionMade made = written.getFirst();
        assertThat(made.amount()).isEqualTo(Money.xof(5_000));
        assertThat(made.film()).isEqualTo(FILM);
        assertThat(made.contributor()).isEqualTo("Ama D.");
        assertThat(made.voucherExpires()).isEqualTo(LAST_MOMENT);
        assertThat(model.step().get()).isInstanceOf(ContributionStep.Recorded.class);
    }

    @Test
    void nothing_is_called_recorded_before_the_disk_has_it_and_pressing_twice_records_once() {
        List<Runnable> disk = new ArrayList<>();
        ContributeViewModel model = model(new Tasks(disk::add, Runnable::run));
        disk.forEach(Runnable::run);
        disk.clear();
        model.confirm();
        model.confirm();
        assertThat(model.step().get()).isInstanceOf(ContributionStep.Recording.class);
        model.again();
        assertThat(model.step().get()).isInstanceOf(ContributionStep.Recording.class);
        assertThat(disk).hasSize(1);
        disk.getFirst().run();
        assertThat(model.step().get()).isInstanceOf(ContributionStep.Recorded.class);
        model.confirm();
        assertThat(disk).hasSize(1);
        assertThat(written).hasSize(1);
    }

    @Test
    void a_disk_that_refuses_leaves_everything_chosen_to_try_again() {
        refusal = Optional.of(new TaskFailure.Unexpected());
        ContributeViewModel model = model(SameThread.tasks());
        model.choose(Money.xof(500));
        model.confirm();
        assertThat(model.step().get()).isEqualTo(new ContributionStep.Refused(new TaskFailure.Unexpected()));
        refusal = Optional.empty();
        model.confirm();
        assertThat(written).extracting(ContributionMade::amount).containsExactly(Money.xof(500));
    }

    @Test
    void cash_is_recorded_once_the_host_has_it_and_has_no_code() {
        ContributeViewModel model = model(SameThread.tasks());
        model.method().set(ContributionMethod.CASH);
        model.confirm();
        assertThat(model.step().get())
                .isEqualTo(new ContributionStep.Refused(new ContributionFailure.CashNotReceived()));
        model.cashReceived().set(true);
        model.confirm();
        assertThat(written.getFirst().voucher()).isNull();
        assertThat(written.getFirst().contributor()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"2500, 2500", "'2 500', 2500", "10.000, 10000", "'10,000', 10000", "10000000, 10000000"})
    void another_amount_is_read_as_people_write_it(String typed, long francs) {
        ContributeViewModel model = model(SameThread.tasks());
        model.otherAmount().set(typed);
        model.confirm();
        assertThat(written.getFirst().amount()).isEqualTo(Money.xof(francs));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-5", "mille", "10000001", "99999999999999999999", "1000,00", "5,50", "1.000,00", "1 00"})
    void an_amount_that_is_none_is_refused(String typed) {
        ContributeViewModel model = model(SameThread.tasks());
        model.otherAmount().set(typed);
        model.confirm();
        assertThat(written).isEmpty();
        assertThat(model.step().get()).isInstanceOf(ContributionStep.Refused.class);
        assertThat(model.effectiveAmount()).isEmpty();
    }

    @Test
    void a_name_that_is_too_long_and_a_project_that_is_not_open_are_refused() {
        ContributeViewModel model = model(SameThread.tasks());
        model.name().set("a".repeat(Limits.NAME_CHARS + 1));
        model.confirm();
        assertThat(model.step().get())
                .isEqualTo(new ContributionStep.Refused(new ContributionFailure.NameTooLong(Limits.NAME_CHARS)));
        model.name().set("");
        projects.add(project(ProjectState.FUNDED, Money.xof(5_000_000)));
        model.confirm();
        assertThat(model.step().get())
                .isEqualTo(new ContributionStep.Refused(new ContributionFailure.ProjectNotOpen()));
    }

    @Test
    void a_project_in_euros_is_offered_euros() {
        projects.add(project(ProjectState.OPEN, new Money(Money.Currency.EUR, 500_000)));
        ContributeViewModel model = model(SameThread.tasks());
        assertThat(model.suggested().getFirst()).isEqualTo(new Money(Money.Currency.EUR, 200));
        model.otherAmount().set("12");
        model.confirm();
        assertThat(written.getFirst().amount()).isEqualTo(new Money(Money.Currency.EUR, 1_200));
    }

    @Test
    void another_contribution_begins_with_a_clean_sheet() {
        ContributeViewModel model = model(SameThread.tasks());
        model.choose(Money.xof(5_000));
        model.name().set("Ama");
        model.confirm();
        model.again();
        assertThat(model.step().get()).isInstanceOf(ContributionStep.Choosing.class);
        assertThat(model.name().get()).isEmpty();
        model.confirm();
        assertThat(written).hasSize(2);
        assertThat(written.get(0).voucher()).isNotEqualTo(written.get(1).voucher());
    }

    @Test
    void the_last_day_to_contribute_is_the_last() {
        ContributeViewModel model = model(SameThread.tasks());
        now = Instant.parse("2026-12-10T23:59:59Z");
        assertThat(model.closed()).isEmpty();
        model.confirm();
        assertThat(written).hasSize(1);
        model.again();
        now = Instant.parse("2026-12-11T00:00:00Z");
        assertThat(model.closed()).contains(new ContributionFailure.DeadlinePassed());
        model.confirm();
        assertThat(model.step().get())
                .isEqualTo(new ContributionStep.Refused(new ContributionFailure.DeadlinePassed()));
        assertThat(written).hasSize(1);
    }

    @Test
    void cash_at_a_kiosk_needs_no_host_and_a_kiosk_enrolled_as_something_else_takes_none() {
        cash = CashRule.atKiosk(DeviceProfile.BORNE);
        ContributeViewModel kiosk = model(SameThread.tasks());
        kiosk.method().set(ContributionMethod.CASH);
        kiosk.confirm();
        assertThat(written).extracting(ContributionMade::method).containsExactly(ContributionMethod.CASH);

        cash = CashRule.atKiosk(DeviceProfile.LIEU);
        ContributeViewModel other = model(SameThread.tasks());
        other.method().set(ContributionMethod.CASH);
        other.confirm();
        assertThat(other.step().get()).isEqualTo(new ContributionStep.Refused(new ContributionFailure.NoCashHere()));
        assertThat(written).hasSize(1);
    }

    private ContributeViewModel model(Tasks tasks) {
        FundingViewModel funding = new FundingViewModel(projects, SameThread.tasks());
        return new ContributeViewModel(
                PROJECT, Optional.of(FILM), funding.funding(), this::write, cash, () -> now, new Random(3), tasks);
    }

    private Operation write(OperationBody body) {
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        written.add((ContributionMade) body);
        return new Operation(
                new DeviceId(new UUID(3, 1)),
                written.size(),
                new OperationId(new UUID(4, written.size())),
                new HybridTime(NOW.toEpochMilli(), 0),
                null,
                body);
    }

    private static Project project(ProjectState state, Money goal) {
        return new Project(
                PROJECT,
                "La Nuit du Zangbeto",
                "Un film",
                "Afi Mensah",
                new CountryCode("TG"),
                state,
                FundingMode.ALL_OR_NOTHING,
                goal,
                new Money(goal.currency(), 0),
                0,
                LocalDate.of(2026, 12, 10),
                null);
    }
}
