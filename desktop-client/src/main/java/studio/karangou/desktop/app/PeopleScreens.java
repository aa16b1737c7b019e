package studio.karangou.desktop.app;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.desktop.feature.account.AccountView;
import studio.karangou.desktop.feature.account.AccountViewModel;
import studio.karangou.desktop.feature.dashboard.DashboardLinks;
import studio.karangou.desktop.feature.dashboard.DashboardView;
import studio.karangou.desktop.feature.dashboard.DashboardViewModel;
import studio.karangou.desktop.feature.dashboard.DeviceFacts;
import studio.karangou.desktop.feature.health.HealthView;
import studio.karangou.desktop.feature.health.HealthViewModel;
import studio.karangou.desktop.feature.health.OwnHealth;
import studio.karangou.desktop.feature.people.PresenceViewModel;
import studio.karangou.desktop.feature.people.SignInView;
import studio.karangou.desktop.feature.people.SignInViewModel;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Ticker;

/// The pages about people, for both shells.
final class PeopleScreens implements AutoCloseable {
    private final PeoplePorts ports;
    private final Around around;
    private final PresenceViewModel presence;

    /// What these pages need of the program around them.
    ///
    /// @param spoken the language of the screens
    record Around(Tasks tasks, InstantSource clock, Papers papers, Ticker ticker, Supplier<Locale> spoken) {}

    PeopleScreens(PeoplePorts ports, Around around) {
        this.ports = ports;
        this.around = around;
        presence = new PresenceViewModel(ports.presence(), around.tasks());
    }

    /// Who is in front of the device.
    ReadOnlyObjectProperty<Optional<SignedIn>> who() {
        return presence.who();
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
            AccountViewModel model =
                    new AccountViewModel(ports.account(), who.account(), around.tasks(), presence::signOut);
            Optional<Instant> until = Optional.ofNullable(who.offlineUntil());
            AccountView.Around needed = new AccountView.Around(around.papers(), around.tasks(), around.clock(), until);
            return new Page(at, texts -> new AccountView(model, needed, texts), model::close);
        });
    }

    /// How this device is; for a verified host their venues too.
    Page health(Destination at, OwnHealth own) {
        boolean host = ports.presence().current().stream()
                .flatMap(who -> who.account().roles().stream())
                .anyMatch(held -> held.role() == Role.VENUE_HOST && held.state() == RoleState.VERIFIED);
        HealthViewModel model =
                new HealthViewModel(own, host ? Optional.of(ports.venues()) : Optional.empty(), around.tasks());
        return new Page(at, texts -> new HealthView(model, around.clock(), texts), () -> {});
    }

    /// What they see first; empty when nobody is signed in.
    Optional<Page> dashboard(Destination at, ObservableValue<DeviceFacts> facts, DashboardLinks links) {
        return ports.presence().current().map(who -> {
            ObservableValue<Optional<Account>> account =
                    presence.who().map(now -> now.or(() -> Optional.of(who)).map(SignedIn::account));
            DashboardViewModel model =
                    new DashboardViewModel(ports.roles(), ports.hosts(), account, facts, around.tasks());
            return new Page(at, texts -> new DashboardView(model, links, around.clock(), texts), model::close);
        });
    }

    @Override
    public void close() {
        presence.close();
    }
}
