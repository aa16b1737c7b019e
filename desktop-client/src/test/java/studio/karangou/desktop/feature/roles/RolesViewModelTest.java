package studio.karangou.desktop.feature.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.desktop.feature.people.PeopleFailure;
import studio.karangou.desktop.ui.Tasks;

class RolesViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private final FakeRoles desk = new FakeRoles(NOW);
    private final SimpleObjectProperty<Optional<Account>> own =
            new SimpleObjectProperty<>(Optional.of(account(new PersonId(new UUID(7, 1)), false)));
    private final RolesViewModel model = new RolesViewModel(desk, own, new Tasks(Runnable::run, Runnable::run));

    @Test
    void no_sheet_is_opened_by_itself_as_each_reading_is_taken_down() {
        assertThat(desk.asked()).containsExactly("requests");
        assertThat(model.looked().get()).isEqualTo(new Looked.Nobody());
    }

    @Test
    void a_request_is_accepted_only_once_that_was_confirmed() {
        model.look(FakeRoles.AFI);
        assertThat(model.waitingSince(FakeRoles.AFI, Role.DIRECTOR)).contains(NOW.minus(Duration.ofDays(3)));
        RoleAct accept = new RoleAct(RoleAct.Kind.ACCEPT, Role.DIRECTOR);
        model.begin(accept);
        model.cancel();
        model.confirm();
        assertThat(desk.asked()).noneMatch(asked -> asked.startsWith("decide"));
        model.begin(accept);
        model.confirm();
        assertThat(desk.asked()).last().isEqualTo("decide DIRECTOR VERIFIED");
        assertThat(sheet().done()).contains(accept);
        assertThat(sheet().account().roles()).containsExactly(new RoleHeld(Role.DIRECTOR, RoleState.VERIFIED));
        assertThat(((RolesViewModel.Queue.Known) model.queue().get()).waiting())
                .extracting("person")
                .containsExactly(FakeRoles.KOSSI);
    }

    @Test
    void who_is_found_by_their_address_loses_a_profile() {
        model.address().set("  " + FakeRoles.YAOS_ADDRESS + " ");
        model.search();
        model.begin(new RoleAct(RoleAct.Kind.TAKE, Role.VENUE_HOST));
        model.confirm();
        assertThat(desk.asked()).last().isEqualTo("take VENUE_HOST");
        assertThat(sheet().account().roles()).containsExactly(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED));
    }

    @Test
    void a_decision_that_was_not_taken_stays_asked_and_says_why() {
        model.look(FakeRoles.KOSSI);
        model.begin(new RoleAct(RoleAct.Kind.REFUSE, Role.PRODUCER));
        desk.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        model.confirm();
        assertThat(model.failure().get()).contains(new PeopleFailure.NoNetwork());
        assertThat(sheet().asked()).isPresent();
        desk.refuseWith(Optional.empty());
        model.confirm();
        assertThat(sheet().account().roles()).containsExactly(new RoleHeld(Role.PRODUCER, RoleState.REFUSED));
    }

    @Test
    void a_sheet_that_cannot_be_read_says_why_and_is_tried_again() {
        desk.refuseWith(Optional.of(new PeopleFailure.NoNetwork()));
        model.look(FakeRoles.AFI);
        assertThat(model.looked().get()).isEqualTo(new Looked.Unread(new PeopleFailure.NoNetwork()));
        desk.refuseWith(Optional.empty());
        model.retry();
        assertThat(sheet().account().name()).isEqualTo("Afi Mensah");
    }

    @Test
    void without_the_second_factor_nothing_is_asked_until_it_is_shown() {
        FakeRoles untouched = new FakeRoles(NOW);
        own.set(Optional.of(account(FakeRoles.YAO, true)));
        RolesViewModel locked = new RolesViewModel(untouched, own, new Tasks(Runnable::run, Runnable::run));
        assertThat(locked.queue().get()).isEqualTo(new RolesViewModel.Queue.Locked());
        assertThat(untouched.asked()).isEmpty();
        own.set(Optional.of(account(FakeRoles.YAO, false)));
        assertThat(locked.queue().get()).isInstanceOf(RolesViewModel.Queue.Known.class);
        locked.look(FakeRoles.YAO);
        assertThat(locked.isOneself(((Looked.Sheet) locked.looked().get()).account()))
                .isTrue();
        locked.close();
    }

    private Looked.Sheet sheet() {
        return (Looked.Sheet) model.looked().get();
    }

    private static Account account(PersonId id, boolean factorMissing) {
        return new Account(
                id,
                "Ama Dogbé",
                new LanguageTag("fr"),
                "ama@exemple.tg",
                null,
                List.of(new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED)),
                true,
                factorMissing);
    }
}
