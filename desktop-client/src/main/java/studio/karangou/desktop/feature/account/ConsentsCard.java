package studio.karangou.desktop.feature.account;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// "Mes accords": each purpose in a sentence, what was decided and since when, and changing it as easily as it was
/// given (GDPR, article 7).
final class ConsentsCard extends View {
    private final ConsentsViewModel model;
    private final Texts texts;
    private final VBox list = new VBox(18);
    private final VBox trouble = new VBox();
    private final Card card;

    ConsentsCard(ConsentsViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        card = new Card(
                16, Labels.heading(texts.of("consents.title")), Labels.note(texts.of("consents.why")), trouble, list);
        card.setId("consents");
        follow(model.state(), this::show);
        follow(model.failure(), this::showFailure);
    }

    private void show(ConsentsViewModel.State state) {
        list.getChildren().clear();
        switch (state) {
            case ConsentsViewModel.State.Loading _ -> list.getChildren().add(Labels.muted(texts.of("page.loading")));
            case ConsentsViewModel.State.Unknown unknown ->
                list.getChildren()
                        .addAll(
                                new Notice(Tone.WAIT, texts.of("consents.unknown"))
                                        .withCode(unknown.why().code()),
                                Buttons.plain("consents-retry", texts.of("retry"), Feather.REFRESH_CW, model::refresh));
            case ConsentsViewModel.State.Known known -> {
                for (ConsentPurpose purpose : ConsentPurpose.values()) {
                    list.getChildren().add(row(purpose, known.decided().get(purpose)));
                }
            }
        }
    }

    private Node row(ConsentPurpose purpose, @Nullable Consent decided) {
        String key = "consents." + purpose.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Label standing = Labels.muted(standing(purpose, decided));
        standing.setId("consent-standing-" + purpose);
        boolean given = decided != null && decided.given();
        VBox words = new VBox(3, Labels.strong(texts.of(key)), Labels.note(texts.of(key + "-what")), standing);
        boolean notice = purpose == ConsentPurpose.PRIVACY_NOTICE;
        String givenTag = notice ? "consents.tag-read" : "consents.tag-given";
        String notTag = notice ? "consents.tag-unread" : "consents.tag-not";
        Label tag = Labels.tag(texts.of(given ? givenTag : notTag), given ? Tone.OK : Tone.NEUTRAL);
        tag.setMinWidth(Label.USE_PREF_SIZE);
        VBox row = new VBox(10, Labels.ends(words, tag));
        decision(purpose, given, texts.of(key)).ifPresent(row.getChildren()::add);
        row.setId("consent-" + purpose);
        return row;
    }

    private String standing(ConsentPurpose purpose, @Nullable Consent decided) {
        if (decided == null) {
            return texts.of("consents.never");
        }
        String moment = texts.formats().moment(decided.at());
        if (purpose == ConsentPurpose.PRIVACY_NOTICE && decided.given()) {
            return texts.of("consents.read-on", moment);
        }
        return texts.of(decided.given() ? "consents.given-on" : "consents.taken-back-on", moment);
    }

    /// Having read something cannot be taken back; everything else can.
    private Optional<Button> decision(ConsentPurpose purpose, boolean given, String what) {
        return switch (purpose) {
            case PRIVACY_NOTICE ->
                given ? Optional.empty() : Optional.of(button(purpose, "consents.i-read", Feather.CHECK, true, what));
            case FAULT_REPORTS, NEWS ->
                Optional.of(
                        given
                                ? button(purpose, "consents.take-back", Feather.X, false, what)
                                : button(purpose, "consents.agree", Feather.CHECK, true, what));
        };
    }

    private Button button(ConsentPurpose purpose, String key, Feather icon, boolean give, String what) {
        String id = (give ? "agree-" : "take-back-") + purpose;
        Button button = Buttons.plain(id, texts.of(key), icon, () -> model.decide(purpose, give));
        button.setAccessibleText(texts.of(key) + ", " + what);
        button.disableProperty().bind(model.busy());
        return button;
    }

    private void showFailure(Optional<Failure> failure) {
        List<Notice> notices = failure.stream()
                .map(why -> {
                    Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
                    notice.setId("consents-failure");
                    return notice;
                })
                .toList();
        trouble.getChildren().setAll(notices);
        trouble.setManaged(!notices.isEmpty());
    }

    @Override
    public Parent node() {
        return card;
    }
}
