package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Film;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.CoverArt;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.Rounded;

/// A film's page: what it is, having it here, the project it supports, what people say.
public final class FilmView extends View {
    private static final double BACKDROP = 300;

    private final FilmViewModel model;
    private final CatalogueLinks links;
    private final Texts texts;
    private final FilmWords words;
    private final Pictures pictures;
    private final DownloadCard download;
    private final MarkBar marks;
    private final Label audienceName;
    private final Label audience = Labels.body("");
    private final View discussion;
    private final Button watch;
    private final Label whyNot = Labels.muted("");
    private final StackPane page = new StackPane();
    private @Nullable LibraryFilm shown;

    /// @param marks favourites and ratings
    /// @param discussion what people say about the film; stays as it is while the film changes, as someone may be
    ///     writing in it
    public FilmView(
            FilmViewModel model,
            MarksViewModel marks,
            CatalogueLinks links,
            View discussion,
            Pictures pictures,
            Texts texts) {
        this.model = model;
        this.links = links;
        this.discussion = part(discussion);
        this.texts = texts;
        this.pictures = pictures;
        words = new FilmWords(texts);
        download = part(new DownloadCard(model, texts));
        this.marks = part(new MarkBar(marks, "hero-facts", texts));
        this.marks.show(model.id());
        audienceName = Labels.muted(texts.of("film.audience"));
        watch = Buttons.primary("watch", texts.of("film.watch"), Feather.PLAY, () -> links.watch(model.id()));
        follow(model.film(), this::show);
        follow(marks.known(), known -> showAudience(known.figures(model.id())));
    }

    private void show(FilmState state) {
        switch (state) {
            case FilmState.Loading _ -> showInstead(PageStates.loading(texts));
            case FilmState.Broken broken -> showInstead(PageStates.broken(broken.failure(), texts, model::retry));
            case FilmState.Gone _ ->
                showInstead(new EmptyState(
                        Feather.FILM,
                        texts.of("film.unknown"),
                        texts.of("film.unknown-why"),
                        Buttons.plain("back", texts.of("back"), Feather.ARROW_LEFT, links::back)));
            case FilmState.Here here -> show(here.film());
        }
    }

    private void showInstead(Node other) {
        shown = null;
        page.getChildren().setAll(Pages.padded(other));
    }

    private void show(LibraryFilm film) {
        if (shown == null || !sameLook(shown, film)) {
            shown = film;
            build(film);
        }
        boolean ready = FilmWords.isReady(film.download());
        watch.setDisable(!ready);
        whyNot.setText(ready ? "" : texts.of(reason(film.download())));
    }

    private void showAudience(Optional<Marks.Figures> figures) {
        audience.setText(figures.map(words::spectators).orElse(""));
        for (Label label : List.of(audienceName, audience)) {
            label.setManaged(!audience.getText().isEmpty());
            label.setVisible(!audience.getText().isEmpty());
        }
    }

    private static boolean sameLook(LibraryFilm before, LibraryFilm now) {
        return before.film().equals(now.film()) && Objects.equals(before.poster(), now.poster());
    }

    private static String reason(DownloadState state) {
        return switch (state) {
            case DownloadState.NotStarted it -> "film.not-here";
            case DownloadState.Waiting it -> "film.on-its-way";
            case DownloadState.Running it -> "film.on-its-way";
            case DownloadState.Paused it -> "film.paused";
            case DownloadState.Failed it -> "film.failed";
            case DownloadState.Ready it -> "film.not-here";
            case DownloadState.Improving it -> "film.not-here";
        };
    }

    private void build(LibraryFilm film) {
        GridPane columns = new GridPane();
        columns.setHgap(16);
        columns.getColumnConstraints().addAll(column(62), column(38));
        VBox main = new VBox(16, about(film.film()), discussion.node());
        VBox side = new VBox(
                16, download.node(), part(links.projectCard(film.film(), texts)).node());
        links.kioskCard(film.film(), texts)
                .ifPresent(card -> side.getChildren().add(part(card).node()));
        columns.add(main, 0, 0);
        columns.add(side, 1, 0);
        GridPane.setValignment(side, VPos.TOP);
        Button back = Buttons.quiet("back", texts.of("back"), Feather.ARROW_LEFT, links::back);
        VBox body = Pages.body(16, back, backdrop(film), columns);
        page.getChildren().setAll(Pages.scrolling(body));
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private StackPane backdrop(LibraryFilm film) {
        int seed = film.film().id().toString().hashCode();
        CoverArt wide = new CoverArt(pictures, 1600);
        wide.show(film.poster(), seed);
        Region shade = new Region();
        shade.getStyleClass().add("hero-shade");
        CoverArt poster = new CoverArt(pictures, 480);
        poster.show(film.poster(), seed);
        StackPane frame = Rounded.of(new StackPane(poster), 10);
        frame.setMinSize(170, 240);
        frame.setMaxSize(170, 240);
        HBox line = new HBox(28, frame, facts(film.film()));
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("film-head");
        StackPane hero = new StackPane(Rounded.of(new StackPane(wide, shade, line), 16));
        hero.getStyleClass().add("hero");
        hero.setMinHeight(BACKDROP);
        hero.setMaxHeight(BACKDROP);
        return hero;
    }

    private VBox facts(Film film) {
        Label title = Labels.styled(film.title(), "hero-title");
        title.setWrapText(true);
        title.setMinHeight(Region.USE_PREF_SIZE);
        Label facts = Labels.styled(words.facts(film), "hero-facts");
        facts.setWrapText(true);
        Label by = Labels.styled(texts.of("film.by", film.director()), "hero-facts");
        HBox action = new HBox(16, watch, whyNot);
        action.setAlignment(Pos.CENTER_LEFT);
        VBox.setMargin(action, new javafx.geometry.Insets(8, 0, 0, 0));
        VBox box = new VBox(6, title, facts, by, marks.node(), action);
        box.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private Card about(Film film) {
        GridPane table = new GridPane();
        table.getStyleClass().add("facts");
        table.setHgap(24);
        table.setVgap(8);
        row(table, "film.director", film.director());
        row(table, "film.country", words.countries(film));
        row(table, "film.year", String.valueOf(film.year()));
        row(table, "film.duration", words.length(film));
        row(table, "film.spoken", words.names(film.spoken()));
        row(table, "film.subtitled", words.names(film.subtitles()));
        audienceName.setMinWidth(Region.USE_PREF_SIZE);
        table.addRow(table.getRowCount(), audienceName, audience);
        return new Card(14, Labels.heading(texts.of("film.synopsis")), Labels.body(film.synopsis()), table);
    }

    private void row(GridPane table, String key, String value) {
        if (!value.isBlank()) {
            Label name = Labels.muted(texts.of(key));
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label words = Labels.body(value);
            GridPane.setValignment(name, VPos.TOP);
            table.addRow(table.getRowCount(), name, words);
        }
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        if (watch.isDisabled()) {
            download.focus();
        } else {
            watch.requestFocus();
        }
    }
}
