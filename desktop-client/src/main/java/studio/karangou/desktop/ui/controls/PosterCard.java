package studio.karangou.desktop.ui.controls;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// A film as a poster that opens it. One card shows one film after another as the grid scrolls.
public final class PosterCard extends Button {
    private final CoverArt art;
    private final Label artTitle = Labels.styled("", "art-title");
    private final Label badge = Labels.styled("", "badge");
    private final Label title = Labels.styled("", "poster-title");
    private final Label facts = Labels.muted("");
    private final StackPane strip = new StackPane();

    /// @param artHeight of the picture, in pixels
    /// @param withFacts whether title and facts stand below the picture
    public PosterCard(Pictures pictures, double artHeight, boolean withFacts) {
        art = new CoverArt(pictures, (int) (artHeight * 1.15));
        getStyleClass().add("poster-card");
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        VBox card = new VBox(picture(artHeight));
        card.getStyleClass().add("poster");
        if (withFacts) {
            VBox meta = new VBox(title, facts);
            meta.getStyleClass().add("poster-meta");
            card.getChildren().addAll(meta, strip);
        }
        Region ring = new Region();
        ring.getStyleClass().add("poster-ring");
        ring.setMouseTransparent(true);
        StackPane whole = Rounded.of(new StackPane(card, ring), 10);
        whole.prefWidthProperty().bind(widthProperty());
        setAlignment(Pos.TOP_LEFT);
        setGraphic(whole);
        setMaxWidth(Double.MAX_VALUE);
    }

    private StackPane picture(double height) {
        Region shade = new Region();
        shade.getStyleClass().add("poster-shade");
        artTitle.setWrapText(true);
        artTitle.setAlignment(Pos.BOTTOM_LEFT);
        strip.getStyleClass().add("poster-strip");
        artTitle.setMaxHeight(height * 0.8);
        StackPane picture = new StackPane(art, shade, artTitle, badge);
        picture.setMinHeight(height);
        picture.setPrefHeight(height);
        picture.setMaxHeight(height);
        StackPane.setAlignment(artTitle, Pos.BOTTOM_LEFT);
        StackPane.setAlignment(badge, Pos.TOP_RIGHT);
        return picture;
    }

    /// Shows a film.
    public void show(Poster poster) {
        setId("film-" + poster.id());
        art.show(poster.picture(), poster.seed());
        artTitle.setText(poster.title());
        title.setText(poster.title());
        facts.setText(poster.facts());
        showBadge(poster.badge());
        Poster.Progress progress = poster.progress();
        strip.getChildren().clear();
        if (progress != null) {
            strip.getChildren().add(new ProgressLine(progress.kind(), progress.fraction(), poster.title()));
        }
        String spoken = poster.badge() == null ? "" : ", " + poster.badge().spoken();
        setAccessibleText(poster.title() + ", " + poster.facts() + spoken);
    }

    private void showBadge(Poster.@Nullable Badge shown) {
        badge.setVisible(shown != null);
        if (shown != null) {
            badge.setText(shown.text());
            badge.setGraphic(Icons.of(icon(shown.kind())));
        }
    }

    private static Feather icon(Poster.Badge.Kind kind) {
        return switch (kind) {
            case READY -> Feather.DOWNLOAD;
            case RUNNING -> Feather.ARROW_DOWN;
            case PAUSED -> Feather.PAUSE;
            case WAITING -> Feather.CLOCK;
            case FAILED -> Feather.ALERT_TRIANGLE;
        };
    }
}
