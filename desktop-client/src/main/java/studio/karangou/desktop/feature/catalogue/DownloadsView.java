package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.CoverArt;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.ProgressLine;
import studio.karangou.desktop.ui.controls.Rounded;
import studio.karangou.desktop.ui.controls.Tone;

/// "Hors ligne": every film on this device or on its way, and the room that films take.
public final class DownloadsView extends View {
    private final CatalogueViewModel catalogue;
    private final CatalogueLinks links;
    private final Pictures pictures;
    private final Texts texts;
    private final Formats formats;
    private final FilmWords words;
    private final HBox disk = new HBox(16);
    private final VBox films = new VBox(10);
    private final Parent page;

    public DownloadsView(
            CatalogueViewModel catalogue,
            ObservableValue<DiskUse> diskUse,
            CatalogueLinks links,
            Pictures pictures,
            Texts texts) {
        this.catalogue = catalogue;
        this.links = links;
        this.pictures = pictures;
        this.texts = texts;
        formats = texts.formats();
        words = new FilmWords(texts);
        page = Pages.scrolling(Pages.body(16, Labels.title(texts.of("downloads.title")), disk, films));
        follow(catalogue.state(), this::show);
        follow(diskUse, use -> showDisk(catalogue.state().get(), use));
        follow(catalogue.state(), state -> showDisk(state, diskUse.getValue()));
    }

    private void show(CatalogueState state) {
        switch (state) {
            case CatalogueState.Loading _ -> films.getChildren().setAll(PageStates.loading(texts));
            case CatalogueState.Broken broken ->
                films.getChildren().setAll(PageStates.broken(broken.failure(), texts, catalogue::retry));
            case CatalogueState.Loaded loaded -> showFilms(loaded.here());
        }
    }

    private void showFilms(List<LibraryFilm> here) {
        Function<LibraryFilm, Node> row = this::row;
        films.getChildren().setAll(here.stream().map(row).toList());
        if (here.isEmpty()) {
            films.getChildren()
                    .add(new EmptyState(
                            Feather.DOWNLOAD,
                            texts.of("downloads.empty"),
                            texts.of("downloads.empty-why"),
                            Buttons.plain("open-catalogue", texts.of("back"), Feather.ARROW_LEFT, links::back)));
        }
    }

    private void showDisk(CatalogueState state, DiskUse use) {
        List<LibraryFilm> here = state instanceof CatalogueState.Loaded loaded ? loaded.here() : List.<LibraryFilm>of();
        long ready =
                here.stream().filter(film -> FilmWords.isReady(film.download())).count();
        VBox films = tile(
                texts.of("downloads.ready"),
                texts.of("downloads.ready-of", ready, here.size()),
                new ProgressLine(
                        ProgressLine.Kind.MONEY,
                        here.isEmpty() ? 0 : (double) ready / here.size(),
                        texts.of("downloads.ready")));
        VBox room = tile(
                texts.of("downloads.disk"),
                use.allowed() > 0
                        ? texts.of("downloads.disk-of", formats.bytes(use.used()), formats.bytes(use.allowed()))
                        : formats.bytes(use.used()),
                new ProgressLine(
                        ProgressLine.Kind.DOWNLOAD,
                        FilmWords.fraction(use.used(), use.allowed()),
                        texts.of("downloads.disk")));
        disk.getChildren().setAll(films, room);
    }

    private static VBox tile(String what, String figure, Node line) {
        Card tile = new Card(6, Labels.muted(what), Labels.styled(figure, "figure"), line);
        HBox.setHgrow(tile, Priority.ALWAYS);
        tile.setPrefWidth(400);
        return tile;
    }

    private Node row(LibraryFilm film) {
        CoverArt art = new CoverArt(pictures, 120);
        art.show(film.poster(), film.film().id().toString().hashCode());
        StackPane frame = Rounded.of(new StackPane(art), 8);
        frame.setMinSize(96, 64);
        frame.setMaxSize(96, 64);
        Label title = Labels.strong(film.film().title());
        VBox names = new VBox(2, title, Labels.muted(words.shortFacts(film.film())));
        names.setMinWidth(240);
        names.setPrefWidth(320);
        VBox progress = new VBox(6);
        progress.getChildren().addAll(status(film.download()));
        HBox.setHgrow(progress, Priority.ALWAYS);
        HBox line = new HBox(18, frame, names, progress, Icons.of(Feather.CHEVRON_RIGHT));
        line.setAlignment(Pos.CENTER_LEFT);
        names.setAlignment(Pos.CENTER_LEFT);
        progress.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button();
        button.setId("download-" + film.film().id());
        button.setGraphic(line);
        button.getStyleClass().add("list-row");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(film.film().title());
        line.prefWidthProperty().bind(button.widthProperty().subtract(34));
        button.setOnAction(event -> links.openFilm(film.film().id()));
        return button;
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
                List.of(Labels.tag(texts.of("badge.failed"), Tone.BAD), Labels.note(texts.of(it.failure())));
        };
    }

    private ProgressLine line(ProgressLine.Kind kind, long done, long total) {
        return new ProgressLine(kind, FilmWords.fraction(done, total), words.percent(done, total));
    }

    @Override
    public Parent node() {
        return page;
    }
}
