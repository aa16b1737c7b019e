package studio.karangou.desktop.feature.health;

import java.net.URI;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.protocol.EnrolmentInvitation;
import studio.karangou.desktop.feature.health.HealthViewModel.IssuedCode;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.QrImage;

/// A code for one device: first what the device is to be, then the code.
final class CodeCard extends View {
    private static final int QR_SIDE = 200;
    private static final double CHOICE_WIDTH = 220;

    private final HealthViewModel model;
    private final URI server;
    private final Texts texts;
    private final VBox place = new VBox();

    /// @param server where the device is to enrol
    CodeCard(HealthViewModel model, URI server, Texts texts) {
        this.model = model;
        this.server = server;
        this.texts = texts;
        follow(model.choosingCode(), choosing -> show());
        follow(model.code(), code -> show());
    }

    private void show() {
        place.getChildren().clear();
        if (model.choosingCode().get()) {
            place.getChildren().add(choices());
        } else {
            model.code().get().ifPresent(code -> place.getChildren().add(made(code)));
        }
        place.setManaged(!place.getChildren().isEmpty());
    }

    private Card choices() {
        Card card = new Card(14, Labels.heading(texts.of("health.code-which")));
        for (DeviceProfile profile : DeviceProfile.values()) {
            card.getChildren().add(choice(profile));
        }
        card.getChildren()
                .addAll(
                        Labels.note(texts.of("health.code-which-why")),
                        Buttons.quiet("leave-code", texts.of("back"), () -> model.chooseCode(false)));
        card.setId("code-choices");
        return card;
    }

    private HBox choice(DeviceProfile profile) {
        String name = texts.of(name(profile));
        String why = texts.of(
                switch (profile) {
                    case LIEU -> "health.code-lieu-why";
                    case BORNE -> "health.code-borne-why";
                    case STUDIO -> "health.code-studio-why";
                });
        Button button = Buttons.plain(
                "code-for-" + profile.name().toLowerCase(Locale.ROOT), name, () -> model.issueCode(profile));
        button.setPrefWidth(CHOICE_WIDTH);
        button.setAccessibleHelp(why);
        button.disableProperty().bind(model.busy());
        Label note = Labels.note(why);
        HBox.setHgrow(note, Priority.ALWAYS);
        HBox line = new HBox(16, button, note);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private Card made(IssuedCode issued) {
        String code = issued.code().code();
        Label shown = Labels.styled(code, "title");
        shown.setId("venue-code");
        Label whom = Labels.body(texts.of("health.code-for", texts.of(name(issued.profile()))));
        whom.setId("venue-code-for");
        VBox words = new VBox(
                10,
                Labels.heading(texts.of("health.code")),
                shown,
                whom,
                Labels.note(texts.of(
                        "health.code-until",
                        texts.formats().moment(issued.code().expires()))));
        HBox line = new HBox(
                24,
                new QrImage(new EnrolmentInvitation(server, code).text(), QR_SIDE, texts.of("health.code-qr", code)),
                words);
        line.setAlignment(Pos.CENTER_LEFT);
        return new Card(12, line);
    }

    private static String name(DeviceProfile profile) {
        return switch (profile) {
            case LIEU -> "profile.lieu";
            case BORNE -> "profile.borne";
            case STUDIO -> "profile.studio";
        };
    }

    @Override
    public Parent node() {
        return place;
    }
}
