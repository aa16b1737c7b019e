package studio.karangou.desktop.ui.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Bounds;
import javafx.geometry.Insets;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// Posters in rows. Only the rows in sight have cards, so five hundred films cost no more than thirty.
public final class PosterGrid extends Region {
    private static final double GAP = 16;
    private static final int ROWS_AROUND = 1;

    private final Supplier<PosterCard> makeCard;
    private final Consumer<String> open;
    private final double leastWidth;
    private final Map<Integer, PosterCard> inSight = new HashMap<>();
    private final List<PosterCard> spare = new ArrayList<>();
    private List<Poster> posters = List.of();
    private double rowHeight;

    /// @param leastWidth of a card, in pixels
    /// @param scroll the pane in which this grid scrolls
    /// @param open gets the id of the poster that was chosen
    public PosterGrid(Supplier<PosterCard> makeCard, double leastWidth, ScrollPane scroll, Consumer<String> open) {
        this.makeCard = makeCard;
        this.leastWidth = leastWidth;
        this.open = open;
        getStyleClass().add("poster-grid");
        scroll.vvalueProperty().subscribe(this::requestLayout);
        scroll.viewportBoundsProperty().subscribe(this::requestLayout);
        localToSceneTransformProperty().subscribe(this::requestLayout);
    }

    /// Shows these posters, in this order.
    public void show(List<Poster> shown) {
        boolean sameShape = shown.size() == posters.size();
        posters = List.copyOf(shown);
        inSight.forEach((index, card) -> {
            if (index < posters.size()) {
                card.show(posters.get(index));
            }
        });
        if (!sameShape) {
            requestParentLayout();
        }
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        int rows = (posters.size() + columns(width) - 1) / columns(width);
        return rows == 0 ? 0 : rows * (rowHeight() + GAP) - GAP;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    public javafx.geometry.Orientation getContentBias() {
        return javafx.geometry.Orientation.HORIZONTAL;
    }

    @Override
    protected void layoutChildren() {
        int columns = columns(getWidth());
        double step = rowHeight() + GAP;
        Bounds seen = visiblePart();
        int first = Math.max(0, (int) Math.floor(seen.getMinY() / step) - ROWS_AROUND) * columns;
        int last = Math.min(posters.size(), ((int) Math.ceil(seen.getMaxY() / step) + ROWS_AROUND) * columns);
        recycle(first, last);
        double width = Math.floor((getWidth() - GAP * (columns - 1)) / columns);
        for (int index = first; index < last; index++) {
            PosterCard card = cardFor(index);
            int column = index % columns;
            int row = index / columns;
            layoutInArea(
                    card,
                    column * (width + GAP),
                    row * step,
                    width,
                    rowHeight(),
                    0,
                    Insets.EMPTY,
                    true,
                    true,
                    javafx.geometry.HPos.LEFT,
                    javafx.geometry.VPos.TOP);
        }
    }

    private void recycle(int first, int last) {
        inSight.entrySet().removeIf(entry -> {
            boolean gone = entry.getKey() < first || entry.getKey() >= last;
            if (gone) {
                entry.getValue().setVisible(false);
                entry.getValue().setId(null);
                spare.add(entry.getValue());
            }
            return gone;
        });
    }

    private PosterCard cardFor(int index) {
        return inSight.computeIfAbsent(index, missing -> {
            PosterCard card = spare.isEmpty() ? newCard() : spare.removeLast();
            card.show(posters.get(missing));
            card.setOnAction(event -> open.accept(posters.get(missing).id()));
            card.setVisible(true);
            return card;
        });
    }

    private PosterCard newCard() {
        PosterCard card = makeCard.get();
        getChildren().add(card);
        return card;
    }

    private Bounds visiblePart() {
        if (getScene() == null) {
            return new javafx.geometry.BoundingBox(0, 0, getWidth(), 0);
        }
        return sceneToLocal(new javafx.geometry.BoundingBox(
                0, 0, getScene().getWidth(), getScene().getHeight()));
    }

    private int columns(double width) {
        double room = width > 0 ? width : Math.max(getWidth(), leastWidth);
        return Math.max(1, (int) ((room + GAP) / (leastWidth + GAP)));
    }

    private double rowHeight() {
        if (rowHeight == 0) {
            PosterCard sample = newCard();
            sample.show(new Poster("sample", "Karangou", "Karangou", null, null, null));
            sample.applyCss();
            rowHeight = Math.ceil(sample.prefHeight(leastWidth));
            sample.setVisible(false);
            sample.setId(null);
            spare.add(sample);
        }
        return rowHeight;
    }
}
