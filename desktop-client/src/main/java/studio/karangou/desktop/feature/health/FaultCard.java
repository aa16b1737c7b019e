package studio.karangou.desktop.feature.health;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Trouble;

/// "Rapports de panne": what would be sent, exactly; yes or no; and the last one.
final class FaultCard extends View {
    private final FaultChoiceViewModel model;
    private final Texts texts;
    private final VBox standing = new VBox(12);
    private final Trouble trouble;
    private final VBox preview = new VBox(10);
    private final ChoiceButton yes;
    private final ChoiceButton no;
    private final Card card;

    FaultCard(FaultChoiceViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        trouble = new Trouble("faults-failure", texts);
        yes = Buttons.choice("faults-on", texts.of("faults.yes"), () -> model.choose(true));
        no = Buttons.choice("faults-off", texts.of("faults.no"), () -> model.choose(false));
        HBox choice = new HBox(10, yes, no);
        choice.setAlignment(Pos.CENTER_LEFT);
        card = new Card(
                12,
                Labels.heading(texts.of("faults.title")),
                Labels.note(texts.of("faults.what")),
                Labels.note(texts.of("faults.never")),
                choice,
                trouble,
                standing,
                preview);
        card.setId("fault-reports");
        follow(model.state(), state -> state.ifPresent(this::show));
        follow(model.failure(), trouble::show);
        follow(model.previewing(), open -> showPreview());
    }

    private void show(FaultChoiceViewModel.State state) {
        Instant since = state.choice().since();
        boolean on = state.choice().on();
        yes.setChosen(on);
        no.setChosen(!on);
        String words = since == null
                ? texts.of("faults.nobody-chose")
                : texts.of(
                        on ? "faults.on-since" : "faults.off-since",
                        texts.formats().moment(since));
        Label standingWords = Labels.muted(words);
        standingWords.setId("faults-standing");
        standing.getChildren().setAll(standingWords);
        showPreview();
    }

    private void showPreview() {
        boolean open = model.previewing().get();
        preview.getChildren()
                .setAll(Buttons.quiet(
                        "faults-preview",
                        texts.of(open ? "faults.hide" : "faults.preview"),
                        open ? Feather.EYE_OFF : Feather.EYE,
                        () -> model.preview(!open)));
        if (open) {
            Optional<FaultReport> last = model.state().get().flatMap(FaultChoiceViewModel.State::last);
            preview.getChildren()
                    .add(last.<Node>map(this::report).orElseGet(() -> Labels.note(texts.of("faults.none-yet"))));
        }
    }

    /// Every part of a report, so that nothing is sent that is not on the screen.
    private VBox report(FaultReport report) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.of("faults.line-code", report.code()));
        lines.add(texts.of(
                "faults.line-program",
                report.version(),
                report.system().name(),
                report.profile().name()));
        lines.add(texts.of("faults.line-count", report.count()));
        lines.add(texts.of("faults.line-fingerprint", report.fingerprint()));
        lines.add(texts.of("faults.line-causes"));
        report.causes().forEach(cause -> lines.add("    " + cause));
        lines.add(texts.of("faults.line-frames"));
        report.frames().forEach(frame -> lines.add("    " + frame));
        Label words = Labels.note(lines.stream().collect(Collectors.joining("\n")));
        words.setId("faults-last");
        words.setMaxWidth(Double.MAX_VALUE);
        return new VBox(8, Labels.strong(texts.of("faults.last")), words);
    }

    @Override
    public Parent node() {
        return card;
    }
}
