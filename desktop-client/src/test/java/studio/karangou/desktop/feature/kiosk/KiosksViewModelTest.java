package studio.karangou.desktop.feature.kiosk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
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
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.TaskFailure;

class KiosksViewModelTest {
    private static final OperationId CASH = new OperationId(new UUID(1, 1));
    private static final FilmId FILM = new FilmId(new UUID(2, 2));

    private final FakeKioskDesk desk = new FakeKioskDesk();
    private final List<OperationBody> written = new ArrayList<>();
    private boolean full;
    private KiosksViewModel model;

    @BeforeEach
    void open() {
        desk.add(new KioskCash(
                CASH,
                "Borne du marché",
                "La Nuit du Zangbeto",
                Money.xof(5_000),
                Instant.EPOCH,
                ContributionState.AWAITING_PAYMENT,
                null,
                null));
        model = new KiosksViewModel(desk, () -> List.of(OPEN), this::write, () -> Instant.EPOCH, SameThread.tasks());
    }

    private Operation write(OperationBody body) {
        if (full) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
        written.add(body);
        return new Operation(
                new DeviceId(new UUID(3, 3)),
                written.size(),
                new OperationId(UUID.randomUUID()),
                new HybridTime(0, 0),
                null,
                body);
    }

    @Test
    void money_in_hand_is_written_down_once_however_often_the_button_is_pressed() {
        model.ask(CASH);
        model.settle(CASH, CashOutcome.RECEIVED);
        model.settle(CASH, CashOutcome.RECEIVED);
        model.settle(CASH, CashOutcome.CANCELLED);

        assertThat(written).containsExactly(new CashSettled(CASH, CashOutcome.RECEIVED));
        assertThat(model.asked().get()).isEmpty();
    }

    @Test
    void what_was_refused_at_a_kiosk_goes_to_another_project_or_is_shown_no_longer() {
        desk.add(refusal(1)).add(refusal(2));
        assertThat(model.kiosks().get().refused()).hasSize(2);

        assertThat(model.choices(refusal(1))).containsExactly(OPEN);
        model.ask(refusal(1).id());
        model.recordInstead(refusal(1), OPEN);
        model.dismiss(refusal(2));

        assertThat(desk.instead()).containsOnlyKeys(refusal(1).id());
        assertThat(desk.instead().get(refusal(1).id()).project()).isEqualTo(OPEN.id());
        assertThat(desk.instead().get(refusal(1).id()).amount()).isEqualTo(Money.xof(500));
        assertThat(model.kiosks().get().refused()).isEmpty();
        assertThat(model.asked().get()).isEmpty();
    }

    private static final Project OPEN = new Project(
            new ProjectId(new UUID(5, 5)),
            "Les Rails",
            "Un film.",
            "Ama Mensah",
            new CountryCode("TG"),
            ProjectState.OPEN,
            FundingMode.FLEXIBLE,
            Money.xof(100_000),
            Money.xof(0),
            0,
            null,
            null);

    private static KioskRefusal refusal(long number) {
        return new KioskRefusal(
                new OperationId(new UUID(6, number)),
                "Borne du marché",
                new ContributionMade(
                        new ProjectId(new UUID(5, 4)), null, Money.xof(500), ContributionMethod.CASH, null, null, null),
                Instant.EPOCH,
                "sync.project-not-open");
    }

    @Test
    void what_could_not_be_written_can_be_said_again() {
        full = true;
        model.settle(CASH, CashOutcome.RECEIVED);
        assertThat(model.unwritten().get()).isPresent();
        full = false;
        model.settle(CASH, CashOutcome.RECEIVED);
        assertThat(written).hasSize(1);
        assertThat(model.unwritten().get()).isEmpty();
    }

    @Test
    void what_the_server_set_aside_waits_again_and_can_be_said_again() {
        model.settle(CASH, CashOutcome.RECEIVED);
        desk.said(CASH, CashOutcome.RECEIVED);
        assertThat(model.kiosks().get().waiting()).isEmpty();
        desk.answered(CASH, ContributionState.AWAITING_PAYMENT, "sync.unknown-contribution");
        assertThat(model.kiosks().get().waiting()).hasSize(1);
        model.settle(CASH, CashOutcome.RECEIVED);
        assertThat(written).hasSize(2);
    }

    @Test
    void what_another_device_settled_is_not_settled_here() {
        desk.answered(CASH, ContributionState.CANCELLED, null);
        model.settle(CASH, CashOutcome.RECEIVED);
        assertThat(written).isEmpty();
        assertThat(model.kiosks().get().settled()).hasSize(1);
    }

    @Test
    void a_film_is_chosen_for_the_kiosks_once() {
        model.hold(FILM, false);
        assertThat(written).isEmpty();
        model.hold(FILM, true);
        desk.chose(FILM, "Lagune", true);
        model.hold(FILM, true);
        model.hold(FILM, false);
        assertThat(written).containsExactly(new KioskFilmChosen(FILM, true), new KioskFilmChosen(FILM, false));
    }

    @Test
    void kiosks_that_cannot_be_read_are_read_again_when_asked() {
        desk.breaks(true);
        assertThat(model.unread().get()).isPresent();
        desk.breaks(false);
        model.retry();
        assertThat(model.unread().get()).isEqualTo(Optional.empty());
    }
}
