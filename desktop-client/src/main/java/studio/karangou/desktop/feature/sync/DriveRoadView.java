package studio.karangou.desktop.feature.sync;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.feature.sync.DriveRoad.Taken;
import studio.karangou.desktop.feature.sync.DriveRoadViewModel.Running;
import studio.karangou.desktop.feature.sync.DriveRoadViewModel.Told;
import studio.karangou.desktop.ui.Drives.Drive;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.DriveLine;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.ProgressLine;
import studio.karangou.desktop.ui.controls.Tone;

/// "Sans réseau : par une clé USB": which drive, what to do with it, how far it is, what came of it.
public final class DriveRoadView extends View {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final DriveRoadViewModel model;
    private final Texts texts;
    private final Button export;
    private final Button take;
    private final Button carry;
    private final FlowPane actions;
    private final ProgressLine line = new ProgressLine(ProgressLine.Kind.DOWNLOAD, 0, "");
    private final Label progress = Labels.note("");
    private final HBox working;
    private final VBox told = new VBox(10);
    private final Card card;

    /// @param connection shown anew whenever it changes, as carrying for others needs a network
    /// @param papers ask for a folder; empty where nobody may look through folders
    public DriveRoadView(
            DriveRoadViewModel model,
            ObservableValue<SyncStatus> connection,
            Optional<Papers> papers,
            Ticker ticker,
            Texts texts) {
        this.model = model;
        this.texts = texts;
        export = Buttons.plain("road-export", texts.of("road.export"), Feather.UPLOAD, model::export);
        take = Buttons.plain("road-import", texts.of("road.import"), Feather.DOWNLOAD, model::take);
        carry = Buttons.plain("road-carry", texts.of("road.carry"), Feather.USERS, model::carry);
        actions = new FlowPane(12, 10, export, take, carry);
        progress.setId("road-progress");
        VBox measured = new VBox(6, line, progress);
        HBox.setHgrow(measured, Priority.ALWAYS);
        working =
                new HBox(16, measured, Buttons.quiet("road-cancel", texts.of("road.cancel"), Feather.X, model::cancel));
        working.setAlignment(Pos.CENTER_LEFT);
        card = new Card(
                12,
                Labels.heading(texts.of("road.title")),
                Labels.note(texts.of("road.why")),
                part(new DriveLine(model.drives(), papers, texts)).node(),
                actions,
                working,
                told);
        card.setId("drive-road");
        follow(model.drives().chosen(), chosen -> enable());
        follow(connection, status -> enable());
        follow(model.running(), this::showRunning);
        follow(model.told(), what -> showTold());
        follow(model.failure(), why -> showTold());
        following(ticker.every(LOOK, model::tick));
        model.tick();
    }

    private void enable() {
        Optional<Drive> drive = model.drives().chosen().get();
        boolean free = drive.isPresent() && model.running().get().isEmpty();
        boolean writable = drive.filter(Drive::writable).isPresent();
        export.setDisable(!free || !writable);
        take.setDisable(!free);
        carry.setDisable(!free || !writable);
        shown(carry, model.mayCarry());
    }

    private void showRunning(Optional<Running> running) {
        shown(working, running.isPresent());
        enable();
        running.ifPresent(now -> {
            line.setProgress(now.share());
            String words = words(now);
            line.setAccessibleText(words);
            progress.setText(words);
        });
    }

    private String words(Running now) {
        String doing = texts.of(
                switch (now.doing()) {
                    case EXPORTING -> "road.exporting";
                    case IMPORTING -> "road.importing";
                    case CARRYING -> "road.carrying";
                });
        @Nullable Duration left = now.left();
        if (now.share() < 0) {
            return doing;
        }
        String share = texts.of("format.percent", Math.round(now.share() * 100));
        return left == null
                ? texts.of("road.so-far", doing, share)
                : texts.of("road.so-far-left", doing, share, texts.formats().duration(left));
    }

    private void showTold() {
        told.getChildren().clear();
        model.failure()
                .get()
                .ifPresent(why -> add(new Notice(Tone.BAD, texts.of(why)).withCode(why.code()), "road-failure"));
        model.told().get().ifPresent(what -> add(notice(what), "road-told"));
        shown(told, !told.getChildren().isEmpty());
    }

    private Notice notice(Told what) {
        return switch (what) {
            case Told.OnDrive it ->
                new Notice(
                        Tone.OK,
                        it.exported().operations() == 0
                                ? texts.of("road.exported-nothing")
                                : texts.of("road.exported", it.exported().operations()));
            case Told.FromDrive it -> notice(it.taken());
            case Told.ForOthers it ->
                new Notice(
                        it.carried().left() > 0 ? Tone.WAIT : Tone.OK,
                        texts.of(
                                "road.carried",
                                it.carried().answered(),
                                it.carried().left()));
            case Told.GivenUp _ -> new Notice(Tone.NEUTRAL, texts.of("road.given-up-here"));
        };
    }

    private Notice notice(Taken taken) {
        @Nullable String refusal = taken.refusal();
        if (refusal != null) {
            String key = "road.refused." + refusal;
            return new Notice(Tone.BAD, texts.has(key) ? texts.of(key) : texts.of("road.refused", refusal))
                    .withCode(refusal);
        }
        String words = texts.of("road.taken", taken.acknowledged(), taken.changes());
        String aside = taken.setAside() > 0 ? " " + texts.of("road.taken-aside", taken.setAside()) : "";
        String more = taken.more() ? " " + texts.of("road.taken-more") : "";
        return new Notice(taken.setAside() > 0 ? Tone.WAIT : Tone.OK, words + aside + more);
    }

    private void add(Node notice, String id) {
        notice.setId(id);
        told.getChildren().add(notice);
    }

    @Override
    public Parent node() {
        return card;
    }
}
