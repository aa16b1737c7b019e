package studio.karangou.desktop.ui.controls;

import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;

/// As high as what is in it where there is room, and scrolling up and down where there is not; a finger may drag it.
public final class ScrollBox extends ScrollPane {
    /// So much of it is always seen, in pixels.
    private static final double LEAST = 96;

    private final Region content;

    public ScrollBox(Region content) {
        super(content);
        this.content = content;
        getStyleClass().addAll("page-scroll", "scroll-box");
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setPannable(true);
        setFocusTraversable(false);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinHeight(double width) {
        return Math.min(LEAST, computePrefHeight(width));
    }

    @Override
    protected double computePrefHeight(double width) {
        return Math.ceil(content.prefHeight(width)) + snappedTopInset() + snappedBottomInset();
    }
}
