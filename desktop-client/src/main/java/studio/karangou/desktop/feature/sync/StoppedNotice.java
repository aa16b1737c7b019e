package studio.karangou.desktop.feature.sync;

import java.util.Optional;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// Across the top of every page while the server takes nothing from this device and never will again: it was shut
/// out, its disk was copied, or it went back to an older state. Says why and leads to enrolling it anew.
public final class StoppedNotice extends View {
    private static final String SERVERS = "server.refused";

    private final Runnable enrolAgain;
    private final Texts texts;
    private final VBox strip = new VBox();

    /// @param enrolAgain leads to enrolling this device anew
    public StoppedNotice(SyncViewModel sync, Runnable enrolAgain, Texts texts) {
        this.enrolAgain = enrolAgain;
        this.texts = texts;
        strip.getStyleClass().add("stopped-strip");
        follow(
                sync.status(),
                status -> show(StatusWords.trouble(status.connection()).flatMap(this::words)));
    }

    /// The sentence for a reason that is final, empty for all others.
    private Optional<Failure> words(Failure failure) {
        return texts.has("stopped." + reason(failure)) ? Optional.of(failure) : Optional.empty();
    }

    /// What the server said carries its own code as the second argument.
    private static String reason(Failure failure) {
        boolean servers = failure.code().equals(SERVERS) && failure.arguments().size() > 1;
        return servers ? String.valueOf(failure.arguments().get(1)) : failure.code();
    }

    private void show(Optional<Failure> stopped) {
        strip.getChildren().clear();
        strip.setManaged(stopped.isPresent());
        stopped.ifPresent(failure -> {
            String reason = reason(failure);
            Notice notice = new Notice(Tone.BAD, texts.of("stopped." + reason)).withCode(reason);
            notice.setId("device-stopped");
            HBox.setHgrow(notice, Priority.ALWAYS);
            notice.getChildren()
                    .add(Buttons.primary("enrol-again", texts.of("stopped.enrol"), Feather.LOG_IN, enrolAgain));
            strip.getChildren().add(notice);
        });
    }

    @Override
    public Parent node() {
        return strip;
    }
}
