package studio.karangou.desktop.feature.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.ProgressLine;

/// "Hors ligne": every film on this device or on its way, and the room that films take.
public final class DownloadsView extends View {
    private final CatalogueViewModel catalogue;
    private final CatalogueLinks links;
    private final Pictures pictures;
    private final Texts texts;
    private final Formats formats;
    private final HBox disk = new HBox(16);
    private final VBox films = new VBox(10);
    private final Map<FilmId, DownloadRow> rows = new HashMap<>();
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
        if (here.isEmpty()) {
            films.getChildren()
                    .setAll(new EmptyState(
                            Feather.DOWNLOAD,
                            texts.of("downloads.empty"),
                            texts.of("downloads.empty-why"),
                            Buttons.plain("open-catalogue", texts.of("back"), Feather.ARROW_LEFT, links::back)));
            return;
        }
        List<Node> shown = new ArrayList<>();
        for (LibraryFilm film : here) {
            DownloadRow row = rows.computeIfAbsent(
                    film.film().id(), id -> new DownloadRow(id, pictures, () -> links.openFilm(id), texts));
            row.show(film);
            shown.add(row);
        }
        rows.values().retainAll(shown);
        // a row that somebody is about to press stays where it is
        if (!films.getChildren().equals(shown)) {
            films.getChildren().setAll(shown);
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

    @Override
    public Parent node() {
        return page;
    }
}
