package studio.karangou.desktop.ui.controls;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// One row of posters of equal width; those that do not fit are left to the page they lead to.
public final class PosterRow extends GridPane {
    private final Supplier<PosterCard> makeCard;
    private final Consumer<String> open;
    private final int columns;

    /// @param columns how many posters a row holds
    public PosterRow(Supplier<PosterCard> makeCard, int columns, double gap, Consumer<String> open) {
        this.makeCard = makeCard;
        this.columns = columns;
        this.open = open;
        setHgap(gap);
        for (int i = 0; i < columns; i++) {
            ColumnConstraints equal = new ColumnConstraints();
            equal.setPercentWidth(100.0 / columns);
            equal.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(equal);
        }
    }

    public void show(List<Poster> posters) {
        int count = Math.min(columns, posters.size());
        while (getChildren().size() > count) {
            getChildren().removeLast();
        }
        while (getChildren().size() < count) {
            add(makeCard.get(), getChildren().size(), 0);
        }
        for (int i = 0; i < count; i++) {
            Poster poster = posters.get(i);
            PosterCard card = (PosterCard) getChildren().get(i);
            setValignment(card, VPos.TOP);
            card.show(poster);
            card.setOnAction(event -> open.accept(poster.id()));
        }
    }
}
