package studio.karangou.desktop.feature.contribution;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Money;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// Contributing: an amount, a way to pay, and once it is on disk the code to carry away.
public final class ContributePanel extends View {
    /// Where the panel stands.
    public enum Place {
        /// On a host's or filmmaker's screen.
        DESK,
        /// On a touch kiosk, without a keyboard.
        KIOSK
    }

    private final ContributeViewModel model;
    private final Place place;
    private final Optional<RecordedBox.Exits> exits;
    private final Texts texts;
    private final Formats formats;
    private final VBox panel = new VBox();
    private final HBox amounts = new HBox();
    private final TextField other = new TextField();
    private final TextField name = new TextField();
    private final Map<Money, ChoiceButton> offered = new LinkedHashMap<>();
    private final ChoiceButton voucher;
    private final ChoiceButton cash;
    private final Label explanation = Labels.note("");
    private final CheckBox received = new CheckBox();
    private final Button confirm;
    private final VBox trouble = new VBox();

    /// On a touch kiosk, without a keyboard and without dialogs of the system's.
    static ContributePanel atKiosk(ContributeViewModel model, Texts texts) {
        return new ContributePanel(model, Place.KIOSK, Optional.empty(), texts);
    }

    /// On a host's or filmmaker's screen.
    static ContributePanel atDesk(ContributeViewModel model, Papers papers, Tasks tasks, Texts texts) {
        RecordedBox.Exits exits = (contribution, code, expires) -> new VoucherExits(
                code,
                () -> new VoucherSheet(contribution, code, expires, model.projectTitle(), texts),
                papers,
                tasks,
                texts);
        return new ContributePanel(model, Place.DESK, Optional.of(exits), texts);
    }

    private ContributePanel(ContributeViewModel model, Place place, Optional<RecordedBox.Exits> exits, Texts texts) {
        this.exits = exits;
        this.model = model;
        this.place = place;
        this.texts = texts;
        formats = texts.formats();
        panel.getStyleClass().addAll("contribute", place == Place.KIOSK ? "kiosk" : "desk");
        amounts.getStyleClass().add("amounts");
        voucher = method("method-voucher", "method.voucher", Icons.of(Feather.SMARTPHONE), ContributionMethod.VOUCHER);
        cash = method("method-cash", "method.cash", Icons.banknote(), ContributionMethod.CASH);
        confirm = Buttons.primary("confirm-contribution", "", model::confirm);
        confirm.setMaxWidth(Double.MAX_VALUE);
        fields();
        follow(model.amount(), amount -> showChoices());
        follow(model.otherAmount(), typed -> showChoices());
        follow(model.method(), chosen -> showChoices());
        follow(model.step(), this::showStep);
    }

    private void fields() {
        other.setId("amount-other");
        bind(other, model.otherAmount());
        name.setId("contributor-name");
        name.setPromptText(texts.of("contribute.name"));
        name.setAccessibleText(texts.of("contribute.name"));
        bind(name, model.name());
        received.setId("cash-received");
        received.setWrapText(true);
        received.selectedProperty().bindBidirectional(model.cashReceived());
        following(() -> received.selectedProperty().unbindBidirectional(model.cashReceived()));
        other.setOnAction(event -> model.confirm());
        name.setOnAction(event -> model.confirm());
    }

    private void bind(TextField field, javafx.beans.property.StringProperty value) {
        field.textProperty().bindBidirectional(value);
        following(() -> field.textProperty().unbindBidirectional(value));
    }

    private ChoiceButton method(String id, String key, Node icon, ContributionMethod method) {
        ChoiceButton button =
                Buttons.choice(id, texts.of(key), () -> model.method().set(method));
        button.setGraphic(icon);
        button.setPrefWidth(120);
        button.getStyleClass().add("method");
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void showChoices() {
        showAmounts();
        String otherAmount = texts.of("contribute.other", formats.currency(model.currency()));
        other.setPromptText(otherAmount);
        other.setAccessibleText(otherAmount);
        boolean byVoucher = model.method().get() == ContributionMethod.VOUCHER;
        voucher.setChosen(byVoucher);
        cash.setChosen(!byVoucher);
        explanation.setText(texts.of(byVoucher ? "method.voucher-why" : cashWhy()));
        confirm.setDisable(model.step().get() instanceof ContributionStep.Recording);
        String money = model.effectiveAmount().map(formats::money).orElse("…");
        received.setText(texts.of("contribute.cash-received", money));
        boolean asked = !byVoucher && model.cash() == CashRule.HOST_CONFIRMS;
        received.setVisible(asked);
        received.setManaged(asked);
        confirm.setText(texts.of(byVoucher ? "contribute.get-code" : "contribute.record-cash", money));
    }

    private String cashWhy() {
        return switch (model.cash()) {
            case HOST_CONFIRMS, NOT_TAKEN -> "method.cash-why";
            case HANDED_IN_LATER -> "method.cash-later-why";
        };
    }

    private void showAmounts() {
        List<Money> suggested = model.suggested();
        if (!List.copyOf(offered.keySet()).equals(suggested)) {
            offered.clear();
            suggested.forEach(amount -> offered.put(amount, amount(amount)));
            amounts.getChildren().setAll(offered.values());
        }
        Optional<Money> chosen =
                model.otherAmount().get().isBlank() ? model.amount().get() : Optional.empty();
        offered.forEach((amount, button) ->
                button.setChosen(chosen.filter(amount::equals).isPresent()));
    }

    private ChoiceButton amount(Money amount) {
        String number = formats.amount(amount);
        ChoiceButton button = Buttons.choice("amount-" + amount.units(), number, () -> model.choose(amount));
        button.getStyleClass().add("amount");
        button.setAccessibleText(formats.money(amount));
        button.setMaxWidth(Double.MAX_VALUE);
        button.setPrefWidth(100);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    private void showStep(ContributionStep step) {
        trouble.getChildren().clear();
        trouble.setManaged(step instanceof ContributionStep.Refused);
        confirm.setDisable(step instanceof ContributionStep.Recording);
        switch (step) {
            case ContributionStep.Choosing choosing -> panel.getChildren().setAll(choices());
            case ContributionStep.Recording recording -> {}
            case ContributionStep.Refused refused -> {
                panel.getChildren().setAll(choices());
                showFailure(refused.failure());
            }
            case ContributionStep.Recorded recorded -> {
                RecordedBox box = new RecordedBox(
                        recorded.contribution(), model::again, place, exits, cashRecorded(recorded), texts);
                panel.getChildren().setAll(box);
                box.focusAgain();
            }
        }
    }

    private String cashRecorded(ContributionStep.Recorded recorded) {
        return switch (model.cash()) {
            case HOST_CONFIRMS, NOT_TAKEN -> texts.of("contribution.cash-recorded");
            case HANDED_IN_LATER ->
                texts.of(
                        "contribution.cash-to-hand-in",
                        formats.money(recorded.contribution().made().amount()));
        };
    }

    private void showFailure(Failure failure) {
        Notice notice = new Notice(Tone.BAD, texts.of(failure)).withCode(failure.code());
        notice.setId("contribution-failure");
        trouble.getChildren().setAll(notice);
    }

    private Node[] choices() {
        return model.closed().map(this::closed).orElseGet(this::open);
    }

    /// Who cannot contribute is asked nothing.
    private Node[] closed(Failure why) {
        Notice notice = new Notice(Tone.NEUTRAL, texts.of(why));
        notice.setId("contribution-closed");
        return new Node[] {notice};
    }

    private Node[] open() {
        HBox methods = model.cash() == CashRule.NOT_TAKEN ? new HBox(voucher) : new HBox(voucher, cash);
        methods.getStyleClass().add("methods");
        methods.setAlignment(Pos.CENTER);
        explanation.setMinHeight(Region.USE_PREF_SIZE);
        return switch (place) {
            case KIOSK -> new Node[] {amounts, methods, explanation, received, confirm, trouble};
            case DESK -> {
                HBox more = new HBox(10, other, name);
                HBox.setHgrow(other, Priority.ALWAYS);
                HBox.setHgrow(name, Priority.ALWAYS);
                yield new Node[] {amounts, more, methods, explanation, received, confirm, trouble};
            }
        };
    }

    @Override
    public Parent node() {
        return panel;
    }

    @Override
    public void focus() {
        confirm.requestFocus();
    }
}
