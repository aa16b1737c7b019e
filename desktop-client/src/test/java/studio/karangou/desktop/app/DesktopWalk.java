package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.desktop.ui.FakeDrives;
import studio.karangou.desktop.ui.FakePapers;
import studio.karangou.desktop.ui.FakeSettings;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.HandTicker;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Theme;

/// The real window on the headless platform, with the engines' ports in memory, and somebody who walks through it.
abstract class DesktopWalk {
    final FxRobot robot = new FxRobot();
    final FakePapers papers = new FakePapers();
    final FakeDrives drives = new FakeDrives();
    final HandTicker ticker = new HandTicker();
    private final InstantSource machine;

    @TempDir
    Path folder;

    Stage stage;
    Desktop desktop;
    DemoVenue venue;
    Options.Size size;
    Languages languages;

    DesktopWalk() {
        this(InstantSource.fixed(DemoVenue.NOW.plus(Duration.ofMinutes(1))));
    }

    /// @param machine its clock, on which no screen may stand
    DesktopWalk(InstantSource machine) {
        this.machine = machine;
    }

    @BeforeEach
    void primary_stage() throws TimeoutException {
        stage = FxToolkit.registerPrimaryStage();
        robot.interact(Theme::load);
        venue = new DemoVenue(folder);
    }

    @AfterEach
    void close() throws TimeoutException {
        robot.interact(desktop::close);
        FxToolkit.cleanupStages();
    }

    final void start(String profile, String language) {
        open(profile, language, List.of(), venue::ports);
    }

    /// @param more arguments of the command line
    final void open(String profile, String language, List<String> more, Supplier<Ports> opening) {
        List<String> arguments = new ArrayList<>(List.of(
                "--profile", profile, "--data", folder.toString(), "--language", language, "--window", "1440x900"));
        arguments.addAll(more);
        Options options =
                Options.parse(arguments, Map.of(), Map.of("user.home", folder.toString(), "os.name", "Linux"));
        venue.marks.allow(!profile.equals("borne")); // at a kiosk once somebody signs in
        size = profile.equals("borne") ? new Options.Size(1920, 1080) : options.window();
        languages = new Languages(Locale.forLanguageTag(language), ZoneId.of("Africa/Lome"), new FakeSettings());
        robot.interact(() -> {
            desktop = new Desktop(
                    stage,
                    options,
                    opening,
                    new Desktop.Parts(
                            new Tasks(Runnable::run, FxBridge.foreground()),
                            machine,
                            new Random(11),
                            new FakeSettings(),
                            languages,
                            papers,
                            drives,
                            ticker));
            desktop.show();
        });
        settle();
    }

    final void signIn() {
        click("nav-sign-in");
        type("sign-in-email", FakePeople.AMA.email());
        type("sign-in-password", FakePeople.AMA.password());
        click("sign-in");
    }

    final void click(String id) {
        robot.interact(() -> {
            Node node = node(id);
            assertThat(node.isDisabled()).as(id + " is disabled").isFalse();
            ((ButtonBase) node).fire();
        });
        settle();
    }

    final void type(String id, String text) {
        robot.interact(() -> ((TextInputControl) node(id)).setText(text));
        settle();
    }

    final void seconds(int many) {
        robot.interact(() -> {
            for (int i = 0; i < many; i++) {
                ticker.tick(Duration.ofSeconds(1));
            }
        });
        settle();
    }

    final BufferedImage shot(String name) {
        settle();
        BufferedImage[] image = new BufferedImage[1];
        robot.interact(() -> image[0] = Shots.take(stage.getScene(), size, name));
        return image[0];
    }

    /// The words that somebody could not read to their end.
    final List<String> cut() {
        List<String> cut = new ArrayList<>();
        robot.interact(() -> Shots.aside(stage.getScene(), size, scene -> cut.addAll(CutTexts.in(scene))));
        return cut;
    }

    /// The codes of the failures that are told.
    final List<String> codes() {
        return robot.lookup(".notice-code").<Labeled>queryAll().stream()
                .map(Labeled::getText)
                .toList();
    }

    final Node node(String id) {
        return robot.lookup("#" + id).query();
    }

    /// Whether it is shown, and everything that it is in.
    final boolean exists(String id) {
        return robot.lookup("#" + id).tryQuery().filter(DesktopWalk::isShown).isPresent();
    }

    static boolean isShown(Node node) {
        return Stream.iterate(node, parent -> parent != null, Node::getParent).allMatch(Node::isVisible);
    }

    static void settle() {
        WaitForAsyncUtils.waitForFxEvents();
    }
}
