package studio.karangou.desktop.feature.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Labels;

/// A film's heart and stars, and in words what all made of it. Where nobody is who may have favourites, the
/// words alone.
final class MarkBar extends View {
    private final MarksViewModel model;
    private final Texts texts;
    private final FilmWords words;
    private final ChoiceButton heart;
    private final List<ChoiceButton> stars = new ArrayList<>();
    private final HBox hand = new HBox();
    private final Label figures;
    private final Label trouble = Labels.styled("", "mark-trouble");
    private final VBox bar = new VBox();
    private @Nullable FilmId film;

    /// @param figuresStyle the style class of the words
    MarkBar(MarksViewModel model, String figuresStyle, Texts texts) {
        this.model = model;
        this.texts = texts;
        words = new FilmWords(texts);
        figures = Labels.styled("", figuresStyle);
        figures.setId("film-figures");
        figures.setWrapText(true);
        trouble.setId("mark-trouble");
        trouble.setWrapText(true);
        heart = marked("favourite", "heart", this::favourite);
        heart.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        hand.getStyleClass().add("mark-hand");
        hand.setAlignment(Pos.CENTER_LEFT);
        hand.getChildren().add(heart);
        hand.getChildren().add(starRow());
        bar.getStyleClass().add("mark-bar");
        bar.getChildren().addAll(figures, hand, trouble);
        follow(model.known(), known -> show());
        follow(model.trouble(), trouble -> show());
    }

    private static ChoiceButton marked(String id, String shape, Runnable action) {
        ChoiceButton button = new ChoiceButton(id, "", "marked", action);
        button.getStyleClass().addAll("mark", shape + "-mark");
        Region drawn = new Region();
        drawn.getStyleClass().add(shape);
        button.setGraphic(drawn);
        return button;
    }

    private HBox starRow() {
        HBox row = new HBox();
        row.getStyleClass().add("stars");
        row.setAlignment(Pos.CENTER_LEFT);
        row.setAccessibleText(texts.of("marks.yours"));
        for (int i = 1; i <= FilmRated.MOST; i++) {
            int given = i;
            ChoiceButton star = marked("star-" + i, "star", () -> rate(given));
            star.setAccessibleText(texts.of("marks.stars", i));
            stars.add(star);
        }
        row.getChildren().setAll(stars);
        return row;
    }

    /// Shows a film's, from now on.
    void show(FilmId shown) {
        film = shown;
        show();
    }

    private void show() {
        Marks.Known known = model.known().get();
        if (film == null) {
            return;
        }
        boolean favourite = known.favourites().contains(film);
        heart.setChosen(favourite);
        heart.setText(texts.of(favourite ? "marks.is-favourite" : "marks.add-favourite"));
        heart.setAccessibleText(texts.of(favourite ? "marks.remove-favourite" : "marks.add-favourite"));
        int given = known.stars(film);
        for (int i = 0; i < stars.size(); i++) {
            stars.get(i).setChosen(i + 1 == given);
            boolean lit = i < given;
            stars.get(i).getStyleClass().remove("lit");
            if (lit) {
                stars.get(i).getStyleClass().add("lit");
            }
        }
        put(hand, known.allowed());
        figures.setText(known.figures(film).map(words::figures).orElse(""));
        put(figures, !figures.getText().isEmpty());
        showTrouble();
        put(bar, known.allowed() || figures.isManaged() || trouble.isManaged());
    }

    private void showTrouble() {
        Optional<Failure> why =
                model.trouble().get().filter(trouble -> trouble.concerns(film)).map(MarksViewModel.Trouble::why);
        trouble.setText(why.map(failure -> texts.of(failure) + " (" + failure.code() + ")")
                .orElse(""));
        put(trouble, why.isPresent());
    }

    private static void put(Region part, boolean there) {
        part.setManaged(there);
        part.setVisible(there);
    }

    private void favourite() {
        if (film != null) {
            model.favourite(film, !model.known().get().favourites().contains(film));
        }
    }

    private void rate(int given) {
        if (film != null) {
            model.rate(film, given);
        }
    }

    @Override
    public Parent node() {
        return bar;
    }

    @Override
    public void focus() {
        heart.requestFocus();
    }
}
