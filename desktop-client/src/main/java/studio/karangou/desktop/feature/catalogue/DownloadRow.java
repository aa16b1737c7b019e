package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.CoverArt;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.ProgressLine;
import studio.karangou.desktop.ui.controls.Rounded;
import studio.karangou.desktop.ui.controls.Tone;

/// One film of this device, which opens its page. Stays the same button while its download goes on.
final class DownloadRow extends Button {
    private final Texts texts;
    private final Formats formats;
    private final FilmWords words;
    private final CoverArt art;
    private final Label title = Labels.strong("");
    private final Label facts = Labels.muted("");
    private final VBox progress = new VBox(6);

    DownloadRow(FilmId film, Pictures pictures, Runnable open, Texts texts) {
        this.texts = texts;
        formats = texts.formats();
        words = new FilmWords(texts);
        art = new CoverArt(pictures, 120);
        setId("download-" + film);
        setGraphic(line());
        getStyleClass().add("list-row");
        setMaxWidth(Double.MAX_VALUE);
        setOnAction(event -> open.run());
    }

    private HBox line() {
        StackPane frame = Rounded.of(new StackPane(art), 8);
        frame.setMinSize(96, 64);
        frame.setMaxSize(96, 64);
        VBox names = new VBox(2, title, facts);
        names.setMinWidth(240);
        names.setPrefWidth(320);
        HBox.setHgrow(progress, Priority.ALWAYS);
        HBox line = new HBox(18, frame, names, progress, Icons.of(Feather.CHEVRON_RIGHT));
        line.setAlignment(Pos.CENTER_LEFT);
        names.setAlignment(Pos.CENTER_LEFT);
        progress.setAlignment(Pos.CENTER_LEFT);
        line.prefWidthProperty().bind(widthProperty().subtract(34));
        return line;
    }

    /// Shows the film as it is now.
    void show(LibraryFilm film) {
        art.show(film.poster(), film.film().id().toString().hashCode());
        title.setText(film.film().title());
        facts.setText(words.shortFacts(film.film()));
        progress.getChildren().setAll(status(film.download()));
        setAccessibleText(film.film().title());
    }

    private List<Node> status(DownloadState state) {
        return switch (state) {
            case DownloadState.NotStarted it -> List.of();
            case DownloadState.Waiting it ->
                List.of(
                        Labels.tag(texts.of("download.waiting"), Tone.WAIT),
                        line(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes()));
            case DownloadState.Running it ->
                List.of(
                        Labels.muted(words.percent(it.doneBytes(), it.totalBytes()) + " · "
                                + formats.rate(it.bytesPerSecond())),
                        line(ProgressLine.Kind.DOWNLOAD, it.doneBytes(), it.totalBytes()));
            case DownloadState.Paused it ->
                List.of(
                        Labels.tag(texts.of("hero.paused", words.percent(it.doneBytes(), it.totalBytes())), Tone.WAIT),
                        line(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes()));
            case DownloadState.Ready it ->
                List.of(
                        Labels.tag(texts.of("hero.ready", it.quality()), Tone.OK),
                        Labels.muted(formats.bytes(it.bytes())));
            case DownloadState.Improving it ->
                List.of(
                        Labels.tag(texts.of("badge.improving-long", it.quality(), it.target()), Tone.OK),
                        line(ProgressLine.Kind.IMPROVING, it.doneBytes(), it.totalBytes()));
            case DownloadState.Failed it ->
                List.of(
                        Labels.tag(texts.of("badge.failed"), Tone.BAD),
                        new Notice(Tone.BAD, texts.of(it.failure()))
                                .withCode(it.failure().code()));
        };
    }

    private ProgressLine line(ProgressLine.Kind kind, long done, long total) {
        return new ProgressLine(kind, FilmWords.fraction(done, total), words.percent(done, total));
    }
}
