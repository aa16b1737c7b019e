package studio.karangou.desktop.feature.kiosk;

import java.util.Arrays;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;

/// A contribution from a kiosk that the server set aside: why, and what a host can do about it.
final class RefusedAtKiosk {
    /// More projects than these are looked for on their own page.
    private static final int CHOICES = 12;

    private final KiosksViewModel model;
    private final Texts texts;

    RefusedAtKiosk(KiosksViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
    }

    Node card(KioskRefusal refused) {
        VBox what = new VBox(
                3,
                Labels.strong(texts.formats().money(refused.made().amount())),
                Labels.muted(refused.kiosk() + " · " + texts.formats().moment(refused.madeAt())),
                Labels.note(why(refused.reason(), texts)));
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox line = new HBox(16, Icons.of(Feather.ALERT_TRIANGLE), what);
        line.setAlignment(Pos.CENTER_LEFT);
        boolean chooses = model.asked().get().filter(refused.id()::equals).isPresent();
        Card card = new Card(12, line, chooses ? choices(refused) : actions(refused));
        card.setId("kiosk-refused-" + refused.id());
        card.getStyleClass().add("tight");
        return card;
    }

    private Node actions(KioskRefusal refused) {
        return new FlowPane(
                10,
                10,
                Buttons.plain(
                        "refused-other-" + refused.id(),
                        texts.of("refused.other-project"),
                        Feather.CORNER_UP_RIGHT,
                        () -> model.ask(refused.id())),
                Buttons.quiet(
                        "refused-dismiss-" + refused.id(),
                        texts.of("refused.discard"),
                        Feather.EYE_OFF,
                        () -> model.dismiss(refused)));
    }

    private Node choices(KioskRefusal refused) {
        List<Project> among = model.choices(refused);
        FlowPane projects = new FlowPane(10, 10);
        among.stream()
                .limit(CHOICES)
                .forEach(project -> projects.getChildren()
                        .add(Buttons.plain(
                                "refused-to-" + project.id(),
                                project.title(),
                                () -> model.recordInstead(refused, project))));
        return new VBox(
                10,
                Labels.note(texts.of(among.isEmpty() ? "refused.no-project" : "refused.which")),
                projects,
                Buttons.quiet("refused-keep-" + refused.id(), texts.of("refused.keep"), model::forget));
    }

    /// Why the server set something aside, with its code.
    static String why(String refusal, Texts texts) {
        return Arrays.stream(QuarantineReason.values())
                .filter(reason -> reason.code().equals(refusal))
                .findFirst()
                .map(reason -> texts.of(reason) + " (" + refusal + ")")
                .orElseGet(() -> texts.of("sync.refused-code", refusal));
    }
}
