package studio.karangou.desktop.feature.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
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
    private final HBox bar = new HBox(14);

    SearchBar(CatalogueViewModel catalogue, Texts texts) {
        this.catalogue = catalogue;
        this.texts = texts;
        words = new FilmWords(texts);
        bar.getStyleClass().add("search-bar");
        bar.setAlignment(Pos.CENTER_LEFT);
        chips.setAlignment(Pos.CENTER_LEFT);
        bar.getChildren().addAll(searchField(), chips);
        follow(catalogue.state(), state -> showChips());
        follow(catalogue.genre(), genre -> showChips());
        follow(catalogue.country(), country -> showChips());
        follow(catalogue.language(), language -> showChips());
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

    private void showChips() {
        chips.getChildren().clear();
        Optional<Genre> chosen = catalogue.genre().get();
        chips.getChildren().add(genreChip("genre-all", texts.of("genre.all"), Optional.empty(), chosen));
        for (Genre genre : Genre.values()) {
            String id = "genre-" + genre.name().toLowerCase(java.util.Locale.ROOT);
            chips.getChildren().add(genreChip(id, words.genre(genre), Optional.of(genre), chosen));
        }
        if (catalogue.state().get() instanceof CatalogueState.Loaded loaded) {
            chips.getChildren().addAll(countries(loaded.countries()), languages(loaded.languages()));
        }
    }

    private Chip genreChip(String id, String name, Optional<Genre> genre, Optional<Genre> chosen) {
        return new Chip(id, name, genre.equals(chosen), () -> catalogue.genre().set(genre));
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
