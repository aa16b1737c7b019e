package studio.karangou.desktop.app;

import java.net.URI;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.enrolment.HostEnrolmentView;
import studio.karangou.desktop.feature.enrolment.HostEnrolmentViewModel;
import studio.karangou.desktop.feature.people.SignInView;
import studio.karangou.desktop.feature.people.SignInViewModel;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.LanguageMenu;

/// From nothing to an enrolled device by an account: register or sign in, then say which venue.
final class HostWay {
    private final PeoplePorts people;
    private final Options options;
    private final EnrolmentScreen.Around around;
    private final Consumer<Function<Texts, View>> put;
    private final Consumer<EnrolledDevice> enrolled;
    private final Runnable back;
    private @Nullable SignInViewModel door;

    /// @param put shows a page in the place of the one before
    /// @param back to the screen with the code
    HostWay(
            PeoplePorts people,
            Options options,
            EnrolmentScreen.Around around,
            Consumer<Function<Texts, View>> put,
            Consumer<EnrolledDevice> enrolled,
            Runnable back) {
        this.people = people;
        this.options = options;
        this.around = around;
        this.put = put;
        this.enrolled = enrolled;
        this.back = back;
    }

    /// @param deviceName proposed for the device
    /// @param failed told why the server cannot be gone to
    void begin(URI server, String deviceName, Consumer<Failure> failed) {
        around.tasks().run(() -> people.hostEnrolment().goTo(server), () -> signIn(server, deviceName), failed);
    }

    private void signIn(URI server, String deviceName) {
        if (people.presence().current().isPresent()) {
            choose(server, deviceName);
            return;
        }
        SignInViewModel model = new SignInViewModel(
                people.signIns(),
                people.presence(),
                around.languages().current().get().locale(),
                around.tasks(),
                who -> choose(server, deviceName));
        door = model;
        put.accept(texts -> new OutsideView(
                new SignInView(model, false, around.ticker(), this::leave, texts),
                new LanguageMenu(around.languages())));
    }

    private void choose(URI server, String deviceName) {
        closeDoor();
        HostEnrolmentViewModel model = new HostEnrolmentViewModel(
                people.hostEnrolment(), server, deviceName, options.profile(), around.tasks(), enrolled);
        put.accept(texts -> new OutsideView(
                new HostEnrolmentView(model, this::signOut, texts), new LanguageMenu(around.languages())));
    }

    /// Whoever goes back leaves nobody signed in at a device that may become another venue's.
    private void signOut() {
        around.tasks().run(() -> people.presence().signOut(true), this::leave, why -> leave());
    }

    private void leave() {
        closeDoor();
        back.run();
    }

    private void closeDoor() {
        if (door != null) {
            door.close();
            door = null;
        }
    }
}
