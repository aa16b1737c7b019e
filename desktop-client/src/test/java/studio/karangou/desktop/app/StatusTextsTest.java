package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import javafx.scene.Group;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Sentences;
import studio.karangou.desktop.engine.EngineSentencesTest;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Theme;

/// Whatever the state of sync is: what the frame and the page of what waits say of it can be read to its end.
class StatusTextsTest extends DesktopWalk {

    @ParameterizedTest
    @CsvSource({
        "lieu, fr, 1440, 900",
        "lieu, en, 1440, 900",
        "lieu, fr, 1280, 720",
        "lieu, en, 1280, 720",
        "borne, fr, 1920, 1080",
        "borne, en, 1280, 720"
    })
    void no_state_of_sync_is_told_in_a_text_that_is_cut(String profile, String language, int width, int height) {
        start(profile, language);
        if (profile.equals("lieu")) {
            robot.interact(() -> ((ButtonBase) robot.lookup("#nav-sync").query()).fire());
            WaitForAsyncUtils.waitForFxEvents();
        }
        List<String> cut = new ArrayList<>();
        for (Connection connection :
                connections(Locale.forLanguageTag(language)).toList()) {
            venue.sync.connection(connection);
            WaitForAsyncUtils.waitForFxEvents();
            cut.addAll(lookAt(width, height));
        }
        robot.interact(() -> Shots.take(
                stage.getScene(), new Options.Size(width, height), "status-" + profile + "-" + language + "-" + width));
        assertThat(cut).isEmpty();
    }

    @Test
    void a_text_that_is_cut_would_be_found() {
        start("lieu", "fr");
        List<String> found = new ArrayList<>();
        robot.interact(() -> {
            Label narrow = new Label("Synchro arrêtée (contribution.not-saved)");
            narrow.setMaxWidth(80);
            Scene scene = new Scene(new Group(narrow), 400, 200);
            narrow.resize(80, 20);
            scene.getRoot().applyCss();
            narrow.layout();
            found.addAll(CutTexts.in(scene));
        });
        assertThat(found).hasSize(1);
    }

    /// Of the failures those with the longest sentences and the longest codes: if they fit, all do.
    private static Stream<Connection> connections(Locale language) {
        Sentences sentences = new Sentences(language, Texts.BUNDLE);
        List<Failure> failures = Stream.of(
                        longest(why -> sentences.of(why).length()),
                        longest(why -> why.code().length()))
                .flatMap(some -> some)
                .distinct()
                .toList();
        return Stream.of(
                        Stream.of(
                                new Connection.Online(),
                                new Connection.Syncing(12_345, 67_890),
                                new Connection.Offline(null),
                                new Connection.Offline(DemoVenue.NOW.minus(Duration.ofDays(31)))),
                        failures.stream()
                                .map(why -> new Connection.Offline(DemoVenue.NOW.minus(Duration.ofDays(31)), why)),
                        failures.stream().map(Connection.Refused::new),
                        failures.stream().map(Connection.Broken::new))
                .<Connection>flatMap(some -> some);
    }

    private static Stream<Failure> longest(ToIntFunction<Failure> length) {
        return EngineSentencesTest.failures()
                .sorted(Comparator.comparingInt(length).reversed())
                .limit(3);
    }

    /// Laid out beside the window, as the headless screen is small.
    private List<String> lookAt(int width, int height) {
        List<String> cut = new ArrayList<>();
        robot.interact(() -> {
            Scene shown = stage.getScene();
            Parent root = shown.getRoot();
            shown.setRoot(new Group());
            Scene aside = new Scene(root, width, height);
            Theme.dress(aside);
            root.applyCss();
            root.layout();
            // what looks otherwise in a low window
            root.applyCss();
            root.layout();
            cut.addAll(CutTexts.in(aside));
            aside.setRoot(new Group());
            shown.setRoot(root);
        });
        return cut;
    }
}
