package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.PosterCard;
import studio.karangou.desktop.ui.controls.PosterGrid;
import studio.karangou.desktop.ui.controls.PosterRow;

/// The catalogue's page: the search, the featured film, what is ready without a network, and every film.
public final class HomeView extends View {
    private static final double ART = 212;
    private static final double LEAST_CARD = 170;
    private static final int ROW = 6;

    private final CatalogueViewModel catalogue;
    private final CatalogueLinks links;
    private final Texts texts;
    private final FilmWords words;
    private final Pictures pictures;
    private final SearchBar search;
    private final HeroView hero;
    private final PosterRow readyRow;
    private final PosterGrid grid;
    private final VBox ready = new VBox(11);
    private final Label readyCount = Labels.muted("");
    private final HBox gridHeading = new HBox(12);
    private final VBox every;
    private final StackPane nothing = new StackPane();
    private final VBox content = new VBox();
    private final ScrollPane scroll = Pages.scrolling(content);
    private final BorderPane page = new BorderPane();

    public HomeView(CatalogueViewModel catalogue, CatalogueLinks links, Pictures pictures, Texts texts) {
        this.catalogue = catalogue;
        this.links = links;
        this.texts = texts;
        this.pictures = pictures;
        words = new FilmWords(texts);
        search = part(new SearchBar(catalogue, texts));
        hero = part(new HeroView(links, pictures, texts));
        readyRow = new PosterRow(this::card, ROW, 16, this::open);
        grid = new PosterGrid(this::card, LEAST_CARD, scroll, this::open);
        every = new VBox(11, gridHeading, grid);
        arrange();
        follow(catalogue.state(), this::show);
        follow(catalogue.found(), films -> showFound());
    }

    private void arrange() {
        gridHeading.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        content.getStyleClass().add("page-body");
        content.setSpacing(20);
        HBox heading = new HBox(
                12,
                Labels.heading(texts.of("catalogue.ready")),
                readyCount,
                Labels.spacer(),
                Buttons.quiet("all-downloads", texts.of("catalogue.all-ready"), links::openDownloads));
        heading.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        ready.getChildren().setAll(heading, readyRow);
        page.getStyleClass().add("home");
        page.setTop(search.node());
    }

    private void show(CatalogueState state) {
        switch (state) {
            case CatalogueState.Loading loading -> page.setCenter(waiting());
            case CatalogueState.Broken broken -> page.setCenter(broken(broken.failure()));
            case CatalogueState.Loaded loaded -> showFilms(loaded);
        }
    }

    private void showFilms(CatalogueState.Loaded loaded) {
        if (loaded.films().isEmpty()) {
            page.setCenter(Pages.padded(
                    new EmptyState(Feather.FILM, texts.of("catalogue.empty"), texts.of("catalogue.empty-why"))));
            return;
        }
        loaded.featured().ifPresent(hero::show);
        showReady(loaded);
        showFound();
        page.setCenter(scroll);
    }

    private void showReady(CatalogueState.Loaded loaded) {
        List<LibraryFilm> here = loaded.here();
        long films =
                here.stream().filter(film -> FilmWords.isReady(film.download())).count();
        long bytes = here.stream().mapToLong(film -> bytesOf(film.download())).sum();
        readyCount.setText(
                texts.of("catalogue.ready-count", films, texts.formats().bytes(bytes)));
        readyRow.show(here.stream()
                .filter(film -> here.size() <= ROW
                        || loaded.featured().filter(film::equals).isEmpty())
                .limit(ROW)
                .map(words::poster)
                .toList());
    }

    private void showFound() {
        if (!(catalogue.state().get() instanceof CatalogueState.Loaded loaded)) {
            return;
        }
        List<LibraryFilm> films = catalogue.found().get();
        boolean narrowed = catalogue.isNarrowed();
        gridHeading
                .getChildren()
                .setAll(
                        Labels.heading(texts.of(narrowed ? "catalogue.found" : "catalogue.all")),
                        Labels.muted(texts.of("catalogue.count", films.size())));
        grid.show(films.stream().map(words::poster).toList());
        List<Node> parts = new java.util.ArrayList<>();
        if (!narrowed) {
            parts.add(hero.node());
            if (!loaded.here().isEmpty()) {
                parts.add(ready);
            }
        }
        if (films.isEmpty()) {
            nothing.getChildren().setAll(nothingFound());
        }
        parts.add(films.isEmpty() ? nothing : every);
        if (!content.getChildren().equals(parts)) {
            content.getChildren().setAll(parts);
        }
    }

    private EmptyState nothingFound() {
        if (catalogue.onlyFavourites().get() && !catalogue.hasFavourites()) {
            return new EmptyState(
                    Feather.HEART,
                    texts.of("catalogue.no-favourites"),
                    texts.of("catalogue.no-favourites-why"),
                    Buttons.plain("clear-search", texts.of("catalogue.clear"), catalogue::clear));
        }
        return new EmptyState(
                Feather.SEARCH,
                texts.of("catalogue.nothing"),
                texts.of("catalogue.nothing-why"),
                Buttons.plain("clear-search", texts.of("catalogue.clear"), catalogue::clear));
    }

    private Node waiting() {
        ProgressIndicator turning = new ProgressIndicator();
        turning.setMaxSize(44, 44);
        turning.setAccessibleText(texts.of("catalogue.loading"));
        VBox box = new VBox(14, turning, Labels.muted(texts.of("catalogue.loading")));
        box.setAlignment(javafx.geometry.Pos.CENTER);
        return box;
    }

    private Node broken(Failure failure) {
        return Pages.padded(PageStates.broken(failure, texts, catalogue::retry));
    }

    private PosterCard card() {
        return new PosterCard(pictures, ART, true);
    }

    private void open(String film) {
        links.openFilm(FilmId.parse(film));
    }

    private static long bytesOf(DownloadState state) {
        return switch (state) {
            case DownloadState.NotStarted none -> 0;
            case DownloadState.Waiting it -> it.doneBytes();
            case DownloadState.Running it -> it.doneBytes();
            case DownloadState.Paused it -> it.doneBytes();
            case DownloadState.Ready it -> it.bytes();
            case DownloadState.Improving it -> it.doneBytes();
            case DownloadState.Failed it -> it.doneBytes();
        };
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        search.focus();
    }
}
