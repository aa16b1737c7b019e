package studio.karangou.desktop.feature.health;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.feature.health.RequestDesk.FoundRequest;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Chip;
import studio.karangou.desktop.ui.controls.DriveLine;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// "Répondre à une clé USB": the requests on a drive, the code that the device shows, the answer.
final class RequestsView extends View {
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final RequestsViewModel model;
    private final Supplier<Optional<VenueShown>> venue;
    private final Texts texts;
    private final VBox place = new VBox();
    private final DriveLine drives;
    private final FlowPane requests = new FlowPane(10, 10);
    private final Label say = Labels.note("");
    private final VBox form = new VBox(12);
    private final VBox told = new VBox(10);
    private final TextField code = new TextField();
    private final Button answer;
    private final Button again;
    private final ProgressIndicator turning = new ProgressIndicator();
    private final Card card;

    /// @param venue that the device is for
    RequestsView(
            RequestsViewModel model, Supplier<Optional<VenueShown>> venue, Papers papers, Ticker ticker, Texts texts) {
        this.model = model;
        this.venue = venue;
        this.texts = texts;
        drives = part(new DriveLine(model.drives(), Optional.of(papers), texts));
        answer = Buttons.primary("answer-request", texts.of("requests.answer"), Feather.CHECK, this::answer);
        again = Buttons.plain("answer-another", texts.of("requests.another"), Feather.HARD_DRIVE, model::again);
        turning.setMaxSize(22, 22);
        say.setId("requests-say");
        code.setId("request-code");
        code.getStyleClass().add("code-field");
        code.setPromptText("XXXXX-XXXXX");
        code.setMaxWidth(300);
        code.setAccessibleText(texts.of("requests.code"));
        code.setOnAction(event -> answer());
        code.textProperty().bindBidirectional(model.code());
        following(() -> code.textProperty().unbindBidirectional(model.code()));
        Label label = Labels.styled(texts.of("requests.code"), "field-label");
        label.setLabelFor(code);
        HBox action = new HBox(
                12,
                answer,
                again,
                Buttons.quiet("leave-requests", texts.of("requests.leave"), () -> model.show(false)),
                turning);
        action.setAlignment(Pos.CENTER_LEFT);
        form.getChildren().setAll(new VBox(6, label, code), Labels.note(texts.of("requests.code-why")));
        card = new Card(
                14,
                Labels.heading(texts.of("requests.title")),
                Labels.note(texts.of("requests.why")),
                drives.node(),
                requests,
                say,
                form,
                told,
                action);
        card.setId("requests");
        follow(model.open(), this::showOpen);
        follow(model.found(), found -> showFound());
        follow(model.chosen(), chosen -> showFound());
        follow(model.failure(), failure -> tell());
        follow(model.written(), written -> tell());
        follow(model.busy(), busy -> enable());
        following(ticker.every(LOOK, model::tick));
    }

    private void showOpen(boolean open) {
        place.getChildren().clear();
        place.setManaged(open);
        if (open) {
            place.getChildren().add(card);
        }
    }

    private void answer() {
        venue.get().ifPresent(chosen -> model.answer(chosen.id()));
    }

    private void showFound() {
        Optional<List<FoundRequest>> found = model.found().get();
        requests.getChildren().clear();
        List<FoundRequest> all = found.orElse(List.of());
        for (int i = 0; i < all.size(); i++) {
            FoundRequest request = all.get(i);
            boolean on = model.chosen().get().filter(request::equals).isPresent();
            String words = texts.of(
                    "requests.one",
                    request.deviceName(),
                    texts.of(profile(request)),
                    texts.formats().moment(request.made()));
            requests.getChildren().add(new Chip("request-" + i, words, on, () -> model.choose(request)));
        }
        requests.setManaged(!all.isEmpty());
        String key = found.isEmpty() ? "" : all.isEmpty() ? "requests.none" : all.size() > 1 ? "requests.several" : "";
        say.setText(key.isEmpty() ? "" : texts.of(key));
        say.setManaged(!key.isEmpty());
        enable();
    }

    private static String profile(FoundRequest request) {
        return switch (request.profile()) {
            case LIEU -> "profile.lieu";
            case BORNE -> "profile.borne";
            case STUDIO -> "profile.studio";
        };
    }

    private void enable() {
        boolean ready =
                model.chosen().get().isPresent() && model.written().get().isEmpty();
        form.setVisible(ready);
        form.setManaged(ready);
        answer.setVisible(ready);
        answer.setManaged(ready);
        answer.setDisable(model.busy().get());
        boolean done = model.written().get().isPresent();
        again.setVisible(done);
        again.setManaged(done);
        turning.setVisible(model.busy().get());
    }

    private void tell() {
        told.getChildren().clear();
        model.failure()
                .get()
                .ifPresent(why -> add(new Notice(Tone.BAD, texts.of(why)).withCode(why.code()), "failure"));
        model.written()
                .get()
                .ifPresent(file -> add(
                        new Notice(
                                Tone.OK,
                                texts.of("requests.written", file.getFileName().toString())),
                        "written"));
        told.setManaged(!told.getChildren().isEmpty());
        enable();
    }

    private void add(Node notice, String what) {
        notice.setId("requests-" + what);
        told.getChildren().add(notice);
    }

    @Override
    public Parent node() {
        return place;
    }
}
