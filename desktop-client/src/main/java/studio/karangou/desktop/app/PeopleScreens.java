package studio.karangou.desktop.app;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.desktop.feature.account.AccountView;
import studio.karangou.desktop.feature.account.AccountViewModel;
import studio.karangou.desktop.feature.account.ConsentsViewModel;
import studio.karangou.desktop.feature.dashboard.DashboardLinks;
import studio.karangou.desktop.feature.dashboard.DashboardView;
import studio.karangou.desktop.feature.dashboard.DashboardViewModel;
import studio.karangou.desktop.feature.dashboard.DeviceFacts;
import studio.karangou.desktop.feature.faults.FaultsView;
import studio.karangou.desktop.feature.faults.FaultsViewModel;
import studio.karangou.desktop.feature.health.FaultChoiceViewModel;
import studio.karangou.desktop.feature.health.HealthView;
import studio.karangou.desktop.feature.health.HealthViewModel;
import studio.karangou.desktop.feature.health.OwnHealth;
import studio.karangou.desktop.feature.health.RequestsViewModel;
import studio.karangou.desktop.feature.people.PresenceViewModel;
import studio.karangou.desktop.feature.people.SignInView;
import studio.karangou.desktop.feature.people.SignInViewModel;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.desktop.feature.roles.RolesView;
import studio.karangou.desktop.feature.roles.RolesViewModel;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Drives;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Ticker;

/// The pages about people, for both shells.
final class PeopleScreens implements AutoCloseable {
    /// The wording of the question whether faults are told of.
    private static final int FAULT_SENTENCE = 1;

    private final PeoplePorts ports;
    private final Around around;
    private final PresenceViewModel presence;

    /// What these pages need of the program around them.
    ///
    /// @param spoken the language of the screens
    /// @param tell says over whatever is shown what was done, by the key of a sentence
    record Around(
            Tasks tasks,
            InstantSource clock,
            Papers papers,
            Drives drives,
            Ticker ticker,
            Supplier<Locale> spoken,
            Consumer<String> tell) {}

    PeopleScreens(PeoplePorts ports, Around around) {
        this.ports = ports;
        this.around = around;
        presence = new PresenceViewModel(ports.presence(), around.tasks());
    }

    /// Who is in front of the device.
    ReadOnlyObjectProperty<Optional<SignedIn>> who() {
        return presence.who();
    }

    /// Who somebody is, whatever changed about them.
    static PersonId id(SignedIn who) {
        return who.account().id();
    }

    PresenceViewModel presence() {
        return presence;
    }

    /// The way in.
    ///
    /// @param in goes on when somebody is
    Page signIn(Destination at, Runnable in, Runnable leave) {
        SignInViewModel model = signInModel(in);
        return new Page(at, texts -> new SignInView(model, false, around.ticker(), leave, texts), model::close);
    }

    SignInViewModel signInModel(Runnable in) {
        return new SignInViewModel(
                ports.signIns(), ports.presence(), around.spoken().get(), around.tasks(), who -> in.run());
    }

    /// "Mon compte"; empty when nobody is signed in.
    Optional<Page> account(Destination at) {
        return ports.presence().current().map(who -> {
            AccountViewModel model = new AccountViewModel(
                    ports.account(),
                    who.account(),
                    around.tasks(),
                    presence::signOut,
                    () -> around.tell().accept("account.erased"));
            Optional<Instant> until = Optional.ofNullable(who.offlineUntil());
            AccountView.Around needed = new AccountView.Around(around.papers(), around.tasks(), around.clock(), until);
            ConsentsViewModel consents = new ConsentsViewModel(ports.consents(), this::consented, around.tasks());
            return new Page(at, texts -> new AccountView(model, consents, needed, texts), () -> {
                model.close();
                consents.close();
            });
        });
    }

    /// Who agrees to fault reports in the account means the device in front of them too.
    private void consented(ConsentPurpose purpose, boolean given) {
        if (purpose == ConsentPurpose.FAULT_REPORTS) {
            ports.reports().choose(given);
        }
    }

    /// A choice made on the device is recorded in the account of who is signed in, when the server answers. Without, it
    /// holds all the same.
    private void choseFaultReports(boolean on) {
        if (ports.presence().current().isPresent()) {
            around.tasks()
                    .run(
                            () -> ports.consents().decide(ConsentPurpose.FAULT_REPORTS, FAULT_SENTENCE, on),
                            recorded -> {},
                            notNow -> {});
        }
    }

    /// Faults of all clients; empty when nobody is signed in.
    Optional<Page> faults(Destination at, Runnable back) {
        return ports.presence().current().map(who -> {
            FaultsViewModel model = new FaultsViewModel(ports.faults(), around.tasks());
            return new Page(at, texts -> new FaultsView(model, around.clock(), back, texts), model::close);
        });
    }

    /// Other people and their roles; empty when nobody is signed in.
    Optional<Page> roles(Destination.People at, Navigator navigator) {
        return ports.presence().current().map(who -> {
            RolesViewModel model = new RolesViewModel(ports.roles(), account(who), around.tasks());
            at.first().ifPresent(model::look);
            return new Page(
                    at,
                    texts -> new RolesView(model, around.clock(), new WayFromRoles(navigator), texts),
                    model::close);
        });
    }

    private record WayFromRoles(Navigator navigator) implements RolesView.Links {
        @Override
        public void back() {
            navigator.back();
        }

        @Override
        public void account() {
            navigator.go(new Destination.Account());
        }
    }

    /// The account of who was signed in when their page was made, as it is now.
    private ObservableValue<Optional<Account>> account(SignedIn who) {
        return presence.who().map(now -> now.or(() -> Optional.of(who)).map(SignedIn::account));
    }

    /// How this device is; for a verified host their venues too.
    ///
    /// @param server of this device
    Page health(Destination at, OwnHealth own, URI server) {
        boolean host = ports.presence().current().stream()
                .flatMap(who -> who.account().roles().stream())
                .anyMatch(held -> held.role() == Role.VENUE_HOST && held.state() == RoleState.VERIFIED);
        HealthViewModel model =
                new HealthViewModel(own, host ? Optional.of(ports.venues()) : Optional.empty(), around.tasks());
        FaultChoiceViewModel faults =
                new FaultChoiceViewModel(ports.reports(), this::choseFaultReports, around.tasks());
        Optional<RequestsViewModel> requests = host
                ? Optional.of(new RequestsViewModel(
                        ports.requests(),
                        new DriveChoice(around.drives(), around.tasks()),
                        around.tasks(),
                        model::refresh))
                : Optional.empty();
        return new Page(
                at,
                texts -> new HealthView(
                        model, server, faults, requests, around.clock(), around.papers(), around.ticker(), texts),
                () -> {});
    }

    /// What they see first; empty when nobody is signed in.
    Optional<Page> dashboard(Destination at, ObservableValue<DeviceFacts> facts, DashboardLinks links) {
        return ports.presence().current().map(who -> {
            DashboardViewModel model =
                    new DashboardViewModel(ports.roles()::requests, ports.hosts(), account(who), facts, around.tasks());
            return new Page(at, texts -> new DashboardView(model, links, around.clock(), texts), model::close);
        });
    }

    @Override
    public void close() {
        presence.close();
    }
}
