package studio.karangou.desktop.feature.catalogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.feature.catalogue.LibraryFilm.Right;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.ProgressLine;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.Trouble;

/// Getting a film onto this device, and taking it off again.
final class DownloadCard extends View {
    private final FilmViewModel model;
    private final Texts texts;
    private final Formats formats;
    private final FilmWords words;
    private final VBox state = new VBox(12);
    private final FlowPane buttons = new FlowPane(10, 10);
    private final Trouble trouble;
    private final Card card;
    private boolean confirming;
    private @Nullable Looks buttonsFor;

    /// What the buttons depend on; while it stays the same they keep the keyboard.
    private record Looks(Class<?> kind, boolean canImprove) {}

    DownloadCard(FilmViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        formats = texts.formats();
        words = new FilmWords(texts);
        trouble = new Trouble("download-trouble", texts);
        card = new Card(12, Labels.heading(texts.of("download.heading")), state, buttons, trouble);
        card.setId("download-card");
        follow(model.film(), state -> {
            if (state instanceof FilmState.Here here) {
                show(here.film());
            }
        });
        follow(model.failure(), trouble::show);
    }

    private void show(LibraryFilm film) {
        DownloadState download = film.download();
        if (download instanceof DownloadState.NotStarted && !FilmWords.isPrepared(film.film())) {
            state.getChildren().setAll(Labels.note(texts.of("film.preparing")));
            buttons.getChildren().clear();
            buttons.setManaged(false);
            buttonsFor = null;
            return;
        }
        state.getChildren().setAll(describe(download));
        Right right = film.right();
        if (right != null) {
            state.getChildren().add(describe(right));
        }
        Looks kind =
                new Looks(download.getClass(), download instanceof DownloadState.Ready ready && ready.canImprove());
        if (!kind.equals(buttonsFor)) {
            buttonsFor = kind;
            buttons.setManaged(true);
            confirming = false;
            showButtons(download);
        }
    }

    private List<Node> describe(DownloadState download) {
        return switch (download) {
            case DownloadState.NotStarted it -> List.of(Labels.note(texts.of("download.none")));
            case DownloadState.Waiting it -> waiting(it);
            case DownloadState.Running it ->
                List.of(
                        line(ProgressLine.Kind.DOWNLOAD, it.doneBytes(), it.totalBytes()),
                        Labels.note(
                                amounts(it.doneBytes(), it.totalBytes()) + " · " + formats.rate(it.bytesPerSecond())),
                        Labels.note(estimate(it.remaining())));
            case DownloadState.Paused it ->
                List.of(
                        Labels.tag(texts.of("download.paused"), Tone.WAIT, Feather.PAUSE),
                        line(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes()),
                        Labels.note(amounts(it.doneBytes(), it.totalBytes())));
            case DownloadState.Ready it -> ready(it);
            case DownloadState.Improving it ->
                List.of(
                        Labels.tag(texts.of("hero.ready", it.quality()), Tone.OK, Feather.CHECK),
                        line(ProgressLine.Kind.IMPROVING, it.doneBytes(), it.totalBytes()),
                        Labels.note(
                                texts.of("download.improving", it.target(), amounts(it.doneBytes(), it.totalBytes()))),
                        Labels.note(
                                it.bytesPerSecond() == 0 ? texts.of("download.waiting") : estimate(it.remaining())));
            case DownloadState.Failed it ->
                List.of(
                        new Notice(Tone.BAD, texts.of(it.failure()))
                                .withCode(it.failure().code()),
                        Labels.note(amounts(it.doneBytes(), it.totalBytes())));
        };
    }

    private Node describe(Right right) {
        String day = formats.day(right.until());
        return switch (right.left()) {
            case ENOUGH -> Labels.note(texts.of("right.until", day));
            case LITTLE -> new Notice(Tone.WAIT, texts.of("right.ends", day));
            case NOTHING -> new Notice(Tone.BAD, texts.of("right.over", day));
        };
    }

    private List<Node> waiting(DownloadState.Waiting it) {
        Failure trouble = it.trouble();
        String why = trouble == null ? "download.waiting" : "download.tried-again";
        List<Node> words = new ArrayList<>(List.of(
                Labels.tag(texts.of(why), Tone.WAIT, Feather.CLOCK),
                line(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes()),
                Labels.note(amounts(it.doneBytes(), it.totalBytes()))));
        if (trouble != null) {
            words.add(new Notice(Tone.WAIT, texts.of(trouble)).withCode(trouble.code()));
        }
        return words;
    }

    private List<Node> ready(DownloadState.Ready it) {
        List<Node> words = new ArrayList<>(List.of(
                Labels.tag(texts.of("hero.ready", it.quality()), Tone.OK, Feather.CHECK),
                Labels.note(texts.of("download.ready", formats.bytes(it.bytes()), it.quality()))));
        if (it.canImprove()) {
            words.add(line(ProgressLine.Kind.PAUSED, it.bytes(), it.totalBytes()));
        }
        Failure trouble = it.trouble();
        if (trouble != null) {
            words.add(new Notice(Tone.BAD, texts.of(trouble)).withCode(trouble.code()));
        }
        return words;
    }

    private void showButtons(DownloadState download) {
        buttons.getChildren().setAll(confirming ? confirmation(download) : actions(download));
    }

    private List<Button> actions(DownloadState download) {
        return switch (download) {
            case DownloadState.NotStarted it ->
                List.of(Buttons.primary("download", texts.of("download.start"), Feather.DOWNLOAD, model::download));
            case DownloadState.Waiting it -> List.of(pause(), cancel());
            case DownloadState.Running it -> List.of(pause(), cancel());
            case DownloadState.Paused it ->
                List.of(Buttons.primary("resume", texts.of("download.resume"), Feather.PLAY, model::resume), cancel());
            case DownloadState.Ready it ->
                it.canImprove() ? List.of(improve(), remove(download)) : List.of(remove(download));
            case DownloadState.Improving it -> List.of(pause(), remove(download));
            case DownloadState.Failed it ->
                List.of(
                        Buttons.primary("download", texts.of("download.again"), Feather.REFRESH_CW, model::download),
                        cancel());
        };
    }

    private List<Node> confirmation(DownloadState download) {
        Button keep = Buttons.plain("keep", texts.of("download.keep"), () -> {
            confirming = false;
            showButtons(download);
        });
        Node question = Labels.note(texts.of("download.remove-question"));
        question.setId("remove-question");
        return List.of(
                question,
                Buttons.plain("confirm-remove", texts.of("download.remove-yes"), Feather.TRASH_2, model::remove),
                keep);
    }

    private Button remove(DownloadState download) {
        return Buttons.plain("remove", texts.of("download.remove"), Feather.TRASH_2, () -> {
            confirming = true;
            showButtons(download);
        });
    }

    private Button improve() {
        return Buttons.plain("resume", texts.of("download.improve"), Feather.TRENDING_UP, model::resume);
    }

    private Button pause() {
        return Buttons.plain("pause", texts.of("download.pause"), Feather.PAUSE, model::pause);
    }

    private Button cancel() {
        return Buttons.plain("cancel", texts.of("download.cancel"), Feather.X, model::cancel);
    }

    private ProgressLine line(ProgressLine.Kind kind, long done, long total) {
        return new ProgressLine(kind, FilmWords.fraction(done, total), words.percent(done, total));
    }

    private String amounts(long done, long total) {
        return total <= 0
                ? texts.of("download.preparing")
                : texts.of("download.amounts", words.percent(done, total), formats.bytes(done), formats.bytes(total));
    }

    private String estimate(@Nullable Duration remaining) {
        return remaining == null
                ? texts.of("download.estimating")
                : texts.of("download.remaining", formats.duration(remaining));
    }

    @Override
    public Parent node() {
        return card;
    }

    @Override
    public void focus() {
        buttons.getChildren().stream()
                .filter(Button.class::isInstance)
                .findFirst()
                .ifPresent(Node::requestFocus);
    }
}
