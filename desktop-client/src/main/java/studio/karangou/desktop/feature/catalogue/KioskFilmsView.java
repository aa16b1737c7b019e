package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.CoverArt;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.PosterCard;
import studio.karangou.desktop.ui.controls.PosterGrid;
import studio.karangou.desktop.ui.controls.PosterRow;
import studio.karangou.desktop.ui.controls.Rounded;

/// The kiosk's films: one large, three beside it, and all of them a touch away.
public final class KioskFilmsView extends View {
    private static final double HERO = 540;
    private static final double ART = 200;
    private static final int BESIDE = 3;

    private final CatalogueViewModel catalogue;
    private final CatalogueLinks links;
    private final Consumer<Optional<Film>> chose;
    private final Texts texts;
    private final FilmWords words;
    private final CoverArt art;
    private final Label title = Labels.styled("", "kiosk-title");
    private final Label facts = Labels.styled("", "kiosk-facts");
    private final Label notHere;
    private final MarkBar marks;
    private final Button watch;
    private final PosterRow beside;
    private final VBox front = new VBox(26);
    private final VBox all = new VBox(20);
    private final PosterGrid grid;
    private final StackPane place = new StackPane();
    private Optional<FilmId> chosen;
    private @Nullable LibraryFilm shown;
    private boolean showsAll;

    /// @param marks favourites and ratings of who is signed in
    /// @param first the film to show large at first, empty for the featured one
    /// @param chose gets the film that is shown large, whenever it is another
    public KioskFilmsView(
            CatalogueViewModel catalogue,
            MarksViewModel marks,
            CatalogueLinks links,
            Pictures pictures,
            Optional<FilmId> first,
            Consumer<Optional<Film>> chose,
            Texts texts) {
        this.catalogue = catalogue;
        this.links = links;
        this.chose = chose;
        chosen = first;
        this.texts = texts;
        words = new FilmWords(texts);
        art = new CoverArt(pictures, 1400);
        this.marks = part(new MarkBar(marks, "kiosk-facts", texts));
        notHere = Labels.styled(texts.of("kiosk.not-here"), "kiosk-facts");
        watch = Buttons.primary("watch", texts.of("film.watch"), Feather.PLAY, this::watch);
        beside = new PosterRow(() -> new PosterCard(pictures, ART, false), BESIDE, 14, this::choose);
        VBox content = new VBox();
        content.getStyleClass().add("beside-bar");
        ScrollPane scroll = Pages.scrolling(content);
        grid = new PosterGrid(() -> new PosterCard(pictures, 260, true), 240, scroll, this::choose);
        content.getChildren().add(grid);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        all.getChildren()
                .addAll(
                        Labels.ends(
                                Labels.styled(texts.of("catalogue.all"), "kiosk-project"),
                                Buttons.plain("back", texts.of("back"), Feather.ARROW_LEFT, this::leaveAll)),
                        scroll);
        front.getChildren().addAll(hero(), shelf());
        follow(catalogue.state(), this::show);
    }

    /// The film that is shown large.
    public Optional<Film> chosen() {
        return Optional.ofNullable(shown).map(LibraryFilm::film);
    }

    /// Goes back to the featured film.
    public void home() {
        chosen = Optional.empty();
        leaveAll();
    }

    private StackPane hero() {
        title.setWrapText(true);
        VBox heroWords = new VBox(title, facts, marks.node(), watch, notHere);
        heroWords.getStyleClass().add("kiosk-hero-words");
        heroWords.setAlignment(Pos.BOTTOM_LEFT);
        heroWords.setMaxHeight(Region.USE_PREF_SIZE); // the shade is theirs: as high as they are
        StackPane.setAlignment(heroWords, Pos.BOTTOM_LEFT);
        StackPane hero = new StackPane(Rounded.of(new StackPane(art, heroWords), 22));
        hero.getStyleClass().addAll("hero", "kiosk-hero");
        hero.setMinHeight(320);
        hero.setPrefHeight(HERO);
        hero.setMaxHeight(HERO + 140);
        VBox.setVgrow(hero, Priority.ALWAYS);
        return hero;
    }

    private GridPane shelf() {
        GridPane shelf = new GridPane();
        shelf.setHgap(14);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setPercentWidth(75);
        ColumnConstraints narrow = new ColumnConstraints();
        narrow.setPercentWidth(25);
        shelf.getColumnConstraints().addAll(wide, narrow);
        Button every = Buttons.plain("all-films", texts.of("kiosk.all-films"), this::showAll);
        every.getStyleClass().add("kiosk-all");
        every.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        every.setWrapText(true);
        every.setMinWidth(0);
        shelf.add(beside, 0, 0);
        shelf.add(every, 1, 0);
        return shelf;
    }

    private void choose(String film) {
        chosen = Optional.of(FilmId.parse(film));
        leaveAll();
    }

    private void show(CatalogueState state) {
        switch (state) {
            case CatalogueState.Loading _ -> put(Labels.muted(texts.of("catalogue.loading")));
            case CatalogueState.Broken broken -> put(PageStates.broken(broken.failure(), texts, catalogue::retry));
            case CatalogueState.Loaded loaded -> showFilms(loaded);
        }
    }

    /// A download changes the state several times a second: whatever is in the window already stays the same node, or
    /// a finger that is on it would touch nothing.
    private void showFilms(CatalogueState.Loaded loaded) {
        Optional<LibraryFilm> large = chosen.flatMap(catalogue::film).or(loaded::featured);
        if (large.isEmpty()) {
            put(new EmptyState(Feather.FILM, texts.of("catalogue.empty"), texts.of("catalogue.empty-why")));
            return;
        }
        showLarge(large.get());
        List<LibraryFilm> others = loaded.films().stream()
                .filter(film -> !film.film().id().equals(large.get().film().id()))
                .sorted(java.util.Comparator.comparing(film -> !FilmWords.isReady(film.download())))
                .toList();
        beside.show(others.stream().limit(BESIDE).map(words::poster).toList());
        if (showsAll) {
            grid.show(loaded.films().stream().map(words::poster).toList());
        }
        put(showsAll ? all : front);
    }

    private void put(Node shown) {
        if (!place.getChildren().equals(List.of(shown))) {
            place.getChildren().setAll(shown);
        }
    }

    private void showLarge(LibraryFilm film) {
        boolean another = shown == null || !shown.film().equals(film.film());
        shown = film;
        art.show(film.poster(), film.film().id().toString().hashCode());
        title.setText(film.film().title());
        facts.setText(words.kioskFacts(film.film()));
        marks.show(film.film().id());
        boolean ready = FilmWords.isReady(film.download());
        watch.setDisable(!ready);
        notHere.setVisible(!ready);
        notHere.setManaged(!ready);
        if (another) {
            chose.accept(Optional.of(film.film()));
        }
    }

    private void watch() {
        if (shown != null) {
            links.watch(shown.film().id());
        }
    }

    private void showAll() {
        showsAll = true;
        show(catalogue.state().get());
    }

    private void leaveAll() {
        showsAll = false;
        show(catalogue.state().get());
    }

    @Override
    public Parent node() {
        return place;
    }
}
