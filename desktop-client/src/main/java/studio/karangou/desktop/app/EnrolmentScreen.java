package studio.karangou.desktop.app;

import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.EnrolmentInvitation;
import studio.karangou.desktop.feature.enrolment.DriveEnrolmentViewModel;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.enrolment.EnrolmentView;
import studio.karangou.desktop.feature.enrolment.EnrolmentViewModel;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.LanguageKeys;
import studio.karangou.desktop.ui.controls.LanguageMenu;

/// The screen on which this device becomes one of a venue's, for the first time or anew.
final class EnrolmentScreen {
    private final Options options;
    private final Around around;
    private final Optional<Runnable> back;
    private final boolean fixed;
    private final EnrolmentViewModel network;
    private final DriveEnrolmentViewModel drive;
    private final Optional<HostWay> hosts;

    /// What it needs of the program around it.
    record Around(Tasks tasks, Settings settings, Languages languages, Papers papers, Ticker ticker) {}

    /// @param drive the way without a network, which outlives this screen
    /// @param put shows a page in the place of the one before
    /// @param enrolled goes on when it is done
    /// @param back leaves everything as it is, empty for a new device
    EnrolmentScreen(
            Ports ports,
            Options options,
            Around around,
            DriveEnrolmentViewModel drive,
            Consumer<Function<Texts, View>> put,
            Consumer<EnrolledDevice> enrolled,
            Optional<Runnable> back) {
        this.options = options;
        this.drive = drive;
        this.around = around;
        this.back = back;
        network = new EnrolmentViewModel(
                ports.enrolment(), options.profile(), around.settings(), around.tasks(), enrolled);
        // a kiosk asks nobody to sign in, and people of an enrolled device speak with its own server
        hosts = back.isEmpty() && !isKiosk()
                ? Optional.of(new HostWay(ports.people(), options, around, put, enrolled, () -> put.accept(this::view)))
                : Optional.empty();
        options.server().ifPresent(server -> network.server().set(server.toString()));
        String name = around.languages().current().get().of(nameKey(options.profile()));
        network.name().set(name);
        drive.name().set(name);
        // nobody who passes by a kiosk leads it to a server of their own
        Optional<EnrolledDevice> present =
                back.isPresent() && isKiosk() ? ports.enrolment().current() : Optional.empty();
        fixed = present.isPresent();
        present.ifPresent(device -> {
            network.server().set(device.server().toString());
            network.name().set(device.name());
            drive.name().set(device.name());
        });
    }

    /// Goes on by itself where the command said everything.
    void begin() {
        options.code().ifPresent(code -> network.code().set(network.take(code, fixed)));
        boolean invited = options.code().flatMap(EnrolmentInvitation::parse).isPresent();
        if (invited || (options.code().isPresent() && options.server().isPresent())) {
            network.enrol();
        }
    }

    View view(Texts texts) {
        Node language = isKiosk() ? new LanguageKeys(around.languages()) : new LanguageMenu(around.languages());
        Optional<Papers> papers = isKiosk() ? Optional.empty() : Optional.of(around.papers());
        return new EnrolmentView(
                network,
                drive,
                fixed,
                new EnrolmentView.Around(language, back, isKiosk(), papers, account(), around.ticker()),
                texts);
    }

    private Optional<Consumer<URI>> account() {
        return hosts.map(way -> server -> way.begin(server, network.name().get(), network::sorry));
    }

    private boolean isKiosk() {
        return options.profile() == DeviceProfile.BORNE;
    }

    private static String nameKey(DeviceProfile profile) {
        return switch (profile) {
            case LIEU -> "enrolment.name-lieu";
            case BORNE -> "enrolment.name-borne";
            case STUDIO -> "enrolment.name-studio";
        };
    }
}
