package studio.karangou.desktop.feature.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Chip;
import studio.karangou.desktop.ui.controls.Icons;

/// The search field and the chips that narrow the catalogue.
final class SearchBar extends View {
    private final CatalogueViewModel catalogue;
    private final Texts texts;
    private final FilmWords words;
    private final TextField field = new TextField();
    private final HBox chips = new HBox(10);
    private final HBox menus = new HBox(10);
    private final HBox bar = new HBox(14);
    private @Nullable Offer offered;

    /// What the menus depend on.
    private record Offer(
            List<CountryCode> countries,
            List<LanguageTag> languages,
            Optional<CountryCode> country,
            Optional<LanguageTag> language) {}

    SearchBar(CatalogueViewModel catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
        words = new FilmWords(texts);
        bar.getStyleClass().add("search-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        chips.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren().addAll(searchField(), chips);
        chips.getChildren().add(favouritesChip());
        genreChips();
        menus.setAlignment(Pos.CENTER_LEFT);
        chips.getChildren().add(menus);
        follow(catalogue.state(), state -> showMenus());
        follow(catalogue.country(), country -> showMenus());
        follow(catalogue.language(), language -> showMenus());
    }

    private StackPane searchField() {
        field.setId("search");
        field.setPromptText(texts.of("catalogue.search"));
        field.setAccessibleText(texts.of("catalogue.search"));
        field.getStyleClass().add("search-field");
        field.textProperty().bindBidirectional(catalogue.query());
        following(() -> field.textProperty().unbindBidirectional(catalogue.query()));
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                event.consume();
            }
        });
        StackPane pane = new StackPane(field, Icons.of(Feather.SEARCH, "search-icon"));
        StackPane.setAlignment(pane.getChildren().getLast(), Pos.CENTER_LEFT);
        pane.getChildren().getLast().setMouseTransparent(true);
        HBox.setHgrow(pane, Priority.ALWAYS);
        pane.setMaxWidth(470);
        return pane;
    }

    private Chip favouritesChip() {
        Chip chip = new Chip(
                "only-favourites",
                texts.of("catalogue.favourites"),
                false,
                () -> catalogue.onlyFavourites().set(!catalogue.onlyFavourites().get()));
        chip.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        chip.setGraphic(Icons.of(Feather.HEART));
        follow(catalogue.onlyFavourites(), chip::setChosen);
        return chip;
    }

    private void genreChips() {
        chips.getChildren().add(genreChip("genre-all", texts.of("genre.all"), Optional.empty()));
        for (Genre genre : Genre.values()) {
            String id = "genre-" + genre.name().toLowerCase(java.util.Locale.ROOT);
            chips.getChildren().add(genreChip(id, words.genre(genre), Optional.of(genre)));
        }
    }

    private Chip genreChip(String id, String name, Optional<Genre> genre) {
        Chip chip = new Chip(id, name, false, () -> catalogue.genre().set(genre));
        follow(catalogue.genre(), chosen -> chip.setChosen(genre.equals(chosen)));
        return chip;
    }

    /// A download changes the catalogue's state several times a second: an open menu stays open.
    private void showMenus() {
        if (catalogue.state().get() instanceof CatalogueState.Loaded loaded) {
            Offer offer = new Offer(
                    loaded.countries(),
                    loaded.languages(),
                    catalogue.country().get(),
                    catalogue.language().get());
            if (!offer.equals(offered)) {
                menus.getChildren().setAll(countries(loaded.countries()), languages(loaded.languages()));
            }
            offered = offer;
        } else {
            menus.getChildren().clear();
            offered = null;
        }
    }

    private MenuButton countries(List<CountryCode> countries) {
        Optional<CountryCode> chosen = catalogue.country().get();
        MenuButton menu = Chip.menu(
                "filter-country",
                chosen.map(texts::country).orElse(texts.of("filter.country")),
                choices(texts.of("filter.every-country"), countries, texts::country),
                chosen,
                catalogue.country()::set);
        return marked(menu, chosen.isPresent());
    }

    private MenuButton languages(List<LanguageTag> languages) {
        Optional<LanguageTag> chosen = catalogue.language().get();
        MenuButton menu = Chip.menu(
                "filter-language",
                chosen.map(texts::language).orElse(texts.of("filter.language")),
                choices(texts.of("filter.every-language"), languages, texts::language),
                chosen,
                catalogue.language()::set);
        return marked(menu, chosen.isPresent());
    }

    private static <T> List<Chip.Choice<Optional<T>>> choices(String all, List<T> values, Function<T, String> name) {
        List<Chip.Choice<Optional<T>>> choices = new ArrayList<>();
        choices.add(new Chip.Choice<>(all, Optional.empty()));
        values.forEach(value -> choices.add(new Chip.Choice<>(name.apply(value), Optional.of(value))));
        return choices;
    }

    private static MenuButton marked(MenuButton menu, boolean on) {
        if (on) {
            menu.getStyleClass().add("on");
        }
        return menu;
    }

    @Override
    public Parent node() {
        return bar;
    }

    @Override
    public void focus() {
        field.requestFocus();
    }
}
