package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
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
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.Rounded;
import studio.karangou.desktop.ui.controls.Tone;

/// The featured film across the page, with the project that it supports.
final class HeroView extends View {
    private static final double HEIGHT = 282;

    private final CatalogueLinks links;
    private final Texts texts;
    private final FilmWords words;
    private final CoverArt art;
    private final StackPane state = new StackPane();
    private final Label title = Labels.styled("", "hero-title");
    private final Label facts = Labels.styled("", "hero-facts");
    private final Label synopsis = Labels.styled("", "hero-synopsis");
    private final HBox buttons = new HBox(12);
    private final VBox left = new VBox(state, title, facts, synopsis, buttons);
    private final StackPane project = new StackPane();
    private final StackPane hero = new StackPane();
    private @Nullable LibraryFilm shown;
    private @Nullable View projectCard;
    private @Nullable Looks buttonsFor;

    /// What the buttons depend on.
    private record Looks(FilmId film, boolean ready) {}

    HeroView(CatalogueLinks links, Pictures pictures, Texts texts) {
        this.links = links;
        this.texts = texts;
        words = new FilmWords(texts);
        art = new CoverArt(pictures, 1600);
        Region shade = new Region();
        shade.getStyleClass().add("hero-shade");
        left.getStyleClass().add("hero-words");
        state.setAlignment(Pos.CENTER_LEFT);
        synopsis.setWrapText(true);
        synopsis.setMaxHeight(48);
        title.setMinHeight(Region.USE_PREF_SIZE);
        left.setMaxWidth(640);
        left.setAlignment(Pos.CENTER_LEFT);
        project.getStyleClass().add("hero-project");
        project.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        project.setPickOnBounds(false);
        StackPane.setAlignment(left, Pos.CENTER_LEFT);
        StackPane.setAlignment(project, Pos.BOTTOM_RIGHT);
        StackPane inner = Rounded.of(new StackPane(art, shade, left, project), 16);
        hero.getStyleClass().add("hero");
        hero.getChildren().add(inner);
        hero.setMinHeight(HEIGHT);
        hero.setMaxHeight(HEIGHT);
        following(this::closeProject);
    }

    /// Nodes stay the same while a download goes on, as somebody may be about to press one.
    void show(LibraryFilm film) {
        if (film.equals(shown)) {
            return;
        }
        boolean otherFilm = shown == null || !shown.film().equals(film.film());
        shown = film;
        art.show(film.poster(), film.film().id().toString().hashCode());
        Optional<Label> tag = readiness(film.download());
        state.getChildren().setAll(tag.stream().toList());
        state.setManaged(tag.isPresent());
        title.setText(film.film().title());
        facts.setText(words.facts(film.film()));
        synopsis.setText(film.film().synopsis());
        Looks looks = new Looks(film.film().id(), FilmWords.isReady(film.download()));
        if (!looks.equals(buttonsFor)) {
            buttonsFor = looks;
            buttons.getChildren().setAll(buttons(looks));
        }
        if (otherFilm) {
            showProject(film.film());
        }
    }

    private List<Button> buttons(Looks looks) {
        Runnable open = () -> links.openFilm(looks.film());
        return looks.ready()
                ? List.of(
                        Buttons.primary(
                                "hero-watch", texts.of("film.watch"), Feather.PLAY, () -> links.watch(looks.film())),
                        Buttons.plain("hero-open", texts.of("film.open"), Feather.INFO, open))
                : List.of(Buttons.primary("hero-open", texts.of("film.open"), Feather.INFO, open));
    }

    private Optional<Label> readiness(DownloadState state) {
        return switch (state) {
            case DownloadState.NotStarted none -> Optional.empty();
            case DownloadState.Waiting it -> tag(texts.of("hero.waiting"), Tone.WAIT, Feather.CLOCK);
            case DownloadState.Running it ->
                tag(
                        texts.of("hero.running", words.percent(it.doneBytes(), it.totalBytes())),
                        Tone.WAIT,
                        Feather.ARROW_DOWN);
            case DownloadState.Paused it ->
                tag(texts.of("hero.paused", words.percent(it.doneBytes(), it.totalBytes())), Tone.WAIT, Feather.PAUSE);
            case DownloadState.Ready it -> tag(texts.of("hero.ready", it.quality()), Tone.OK, Feather.DOWNLOAD);
            case DownloadState.Improving it -> tag(texts.of("hero.ready", it.quality()), Tone.OK, Feather.DOWNLOAD);
            case DownloadState.Failed it -> tag(texts.of("badge.failed"), Tone.BAD, Feather.ALERT_TRIANGLE);
        };
    }

    private static Optional<Label> tag(String text, Tone tone, Feather icon) {
        return Optional.of(Labels.tag(text, tone, icon));
    }

    private void showProject(Film film) {
        closeProject();
        View card = links.projectCard(film, texts);
        projectCard = card;
        project.getChildren().setAll(card.node());
    }

    private void closeProject() {
        if (projectCard != null) {
            projectCard.close();
            projectCard = null;
        }
    }

    @Override
    public Parent node() {
        return hero;
    }
}
