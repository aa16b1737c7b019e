package studio.karangou.desktop.feature.kiosk;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;

/// "Bornes": the cash that visitors announced at the venue's kiosks, and the films that the kiosks hold.
public final class KiosksView extends View {
    /// Older ones are in the books.
    private static final int SETTLED_SHOWN = 20;

    private final KiosksViewModel model;
    private final Consumer<FilmId> openFilm;
    private final Runnable openCatalogue;
    private final Texts texts;
    private final VBox trouble = new VBox();
    private final VBox content = new VBox(16);
    private final Parent page;

    /// @param openFilm leads to a film's page, where it is chosen or taken back
    /// @param openCatalogue leads to where films are chosen
    public KiosksView(KiosksViewModel model, Consumer<FilmId> openFilm, Runnable openCatalogue, Texts texts) {
        this.model = model;
        this.openFilm = openFilm;
        this.openCatalogue = openCatalogue;
        this.texts = texts;
        page = Pages.scrolling(Pages.body(
                16, Labels.title(texts.of("kiosks.title")), Labels.note(texts.of("kiosks.why")), trouble, content));
        follow(model.kiosks(), kiosks -> show());
        follow(model.asked(), asked -> show());
        follow(model.unread(), failure -> show());
        follow(model.unwritten(), this::tell);
    }

    private void tell(Optional<Failure> failure) {
        trouble.getChildren()
                .setAll(failure.map(why -> new Notice(Tone.BAD, texts.of(why)).withCode(why.code())).stream()
                        .toList());
        trouble.setManaged(failure.isPresent());
    }

    private void show() {
        Kiosks kiosks = model.kiosks().get();
        if (!kiosks.loaded()) {
            content.getChildren()
                    .setAll(model.unread()
                            .get()
                            .<Node>map(why -> PageStates.broken(why, texts, model::retry))
                            .orElseGet(() -> PageStates.loading(texts)));
            return;
        }
        List<Node> shown = new ArrayList<>();
        shown.add(Labels.heading(texts.of("kiosks.cash")));
        shown.addAll(waiting(kiosks));
        shown.addAll(refused(kiosks));
        shown.add(Labels.heading(texts.of("kiosks.films")));
        shown.addAll(films(kiosks));
        if (!kiosks.settled().isEmpty()) {
            shown.add(Labels.heading(texts.of("kiosks.settled")));
            kiosks.settled().stream().limit(SETTLED_SHOWN).map(this::settledRow).forEach(shown::add);
        }
        content.getChildren().setAll(shown);
    }

    private List<Node> refused(Kiosks kiosks) {
        if (kiosks.refused().isEmpty()) {
            return List.of();
        }
        RefusedAtKiosk cards = new RefusedAtKiosk(model, texts);
        List<Node> shown = new ArrayList<>();
        shown.add(Labels.heading(texts.of("kiosks.refused")));
        shown.add(Labels.note(texts.of("kiosks.refused-why")));
        kiosks.refused().stream().map(cards::card).forEach(shown::add);
        return shown;
    }

    private List<Node> waiting(Kiosks kiosks) {
        if (kiosks.waiting().isEmpty()) {
            return List.of(
                    new EmptyState(Feather.CHECK_CIRCLE, texts.of("kiosks.no-cash"), texts.of("kiosks.no-cash-why")));
        }
        return kiosks.waiting().stream().map(this::waitingRow).toList();
    }

    private Node waitingRow(KioskCash cash) {
        boolean asked = model.asked().get().filter(cash.id()::equals).isPresent();
        HBox line = new HBox(16, Icons.of(Feather.DOLLAR_SIGN), what(cash));
        if (asked) {
            line.getChildren().addAll(sure(cash));
        } else {
            Button received = Buttons.primary(
                    "cash-received-" + cash.id(), texts.of("kiosks.received"), () -> model.ask(cash.id()));
            received.setAccessibleText(texts.of("kiosks.received-of", money(cash)));
            Button cancel = Buttons.plain(
                    "cash-cancel-" + cash.id(),
                    texts.of("kiosks.cancel"),
                    () -> model.settle(cash.id(), CashOutcome.CANCELLED));
            cancel.setAccessibleText(texts.of("kiosks.cancel-of", money(cash)));
            line.getChildren().addAll(received, cancel);
        }
        return row(line, "cash-" + cash.id());
    }

    private List<Node> sure(KioskCash cash) {
        Button yes = Buttons.primary(
                "cash-sure-" + cash.id(),
                texts.of("kiosks.sure", money(cash)),
                Feather.CHECK,
                () -> model.settle(cash.id(), CashOutcome.RECEIVED));
        Button no = Buttons.plain("cash-not-yet-" + cash.id(), texts.of("kiosks.not-yet"), model::forget);
        return List.of(yes, no);
    }

    private Node settledRow(KioskCash cash) {
        HBox line = new HBox(16, Icons.of(Feather.DOLLAR_SIGN), what(cash), outcome(cash));
        return row(line, "cash-" + cash.id());
    }

    private Node outcome(KioskCash cash) {
        CashOutcome said = cash.said();
        if (said != null) {
            return Labels.tag(
                    texts.of(said == CashOutcome.RECEIVED ? "kiosks.taken-here" : "kiosks.cancelled-here"), Tone.WAIT);
        }
        return cash.state() == ContributionState.CONFIRMED
                ? Labels.tag(texts.of("kiosks.taken"), Tone.OK)
                : Labels.tag(texts.of("kiosks.cancelled"), Tone.NEUTRAL);
    }

    private VBox what(KioskCash cash) {
        String project = cash.project();
        VBox what = new VBox(
                3,
                Labels.strong(money(cash)),
                Labels.note(texts.of(
                        "kiosks.announced",
                        cash.kiosk(),
                        texts.formats().moment(cash.announcedAt()),
                        project == null ? texts.of("project.unknown") : project)));
        String refusal = cash.refusal();
        if (refusal != null) {
            what.getChildren().add(Labels.note(RefusedAtKiosk.why(refusal, texts)));
        }
        HBox.setHgrow(what, Priority.ALWAYS);
        return what;
    }

    private String money(KioskCash cash) {
        return texts.formats().money(cash.amount());
    }

    private List<Node> films(Kiosks kiosks) {
        if (kiosks.films().isEmpty()) {
            return List.of(new EmptyState(
                    Feather.FILM,
                    texts.of("kiosks.no-films"),
                    texts.of("kiosks.no-films-why"),
                    Buttons.plain("kiosks-catalogue", texts.of("nav.catalogue"), Feather.GRID, openCatalogue)));
        }
        return kiosks.films().stream().map(this::filmRow).toList();
    }

    private Node filmRow(KioskFilm film) {
        String title = film.title().isEmpty() ? texts.of("film.unknown") : film.title();
        VBox what = new VBox(3, Labels.strong(title), Labels.note(KioskFilmCard.where(Optional.of(film), texts)));
        HBox.setHgrow(what, Priority.ALWAYS);
        Button open =
                Buttons.plain("kiosk-film-" + film.film(), texts.of("kiosks.open"), () -> openFilm.accept(film.film()));
        open.setAccessibleText(texts.of("kiosks.open-of", title));
        Button take = Buttons.quiet(
                "kiosk-drop-" + film.film(), texts.of("kiosks.drop"), () -> model.hold(film.film(), false));
        take.setVisible(film.chosen());
        take.setManaged(film.chosen());
        return row(new HBox(16, Icons.of(Feather.FILM), what, open, take), "kiosk-row-" + film.film());
    }

    private static Card row(HBox line, String id) {
        line.setAlignment(Pos.CENTER_LEFT);
        Card card = new Card(0, line);
        card.setId(id);
        card.getStyleClass().add("tight");
        return card;
    }

    @Override
    public Parent node() {
        return page;
    }
}
