package studio.karangou.desktop.feature.discussion;

import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;

/// Every discussion, with its last words.
public final class DiscussionsView extends View {
    private final DiscussionsViewModel model;
    private final InstantSource clock;
    private final Consumer<FilmId> open;
    private final Texts texts;
    private final VBox list = new VBox(10);
    private final Parent page;

    public DiscussionsView(DiscussionsViewModel model, InstantSource clock, Consumer<FilmId> open, Texts texts) {
        this.clock = clock;
        this.open = open;
        this.texts = texts;
        page = Pages.scrolling(Pages.body(16, Labels.title(texts.of("discussions.title")), list));
        this.model = model;
        follow(model.discussions(), discussions -> show());
        follow(model.loaded(), loaded -> show());
        follow(model.failure(), failure -> show());
    }

    private void show() {
        if (!model.loaded().get()) {
            list.getChildren()
                    .setAll(model.failure()
                            .get()
                            .<Node>map(why -> PageStates.broken(why, texts, model::retry))
                            .orElseGet(() -> PageStates.loading(texts)));
            return;
        }
        List<Discussion> discussions = model.discussions().get();
        list.getChildren().setAll(discussions.stream().<Node>map(this::row).toList());
        if (discussions.isEmpty()) {
            list.getChildren()
                    .add(new EmptyState(
                            Feather.MESSAGE_CIRCLE, texts.of("discussions.empty"), texts.of("discussions.empty-why")));
        }
    }

    private Button row(Discussion discussion) {
        Message last = discussion.last();
        Label words = Labels.muted(
                last.author() + texts.of("discussions.says") + last.text().replace('\n', ' '));
        words.setMaxWidth(Double.MAX_VALUE);
        HBox title = new HBox(12, Labels.strong(discussion.filmTitle()));
        title.setAlignment(Pos.CENTER_LEFT);
        if (last.own() && last.delivery() == Message.Delivery.PENDING) {
            title.getChildren().add(Labels.tag(texts.of("message.pending"), Tone.WAIT, Feather.CLOCK));
        }
        VBox text = new VBox(3, title, words);
        HBox.setHgrow(text, Priority.ALWAYS);
        VBox figures = new VBox(
                3,
                Labels.muted(texts.of("discussions.count", discussion.messages())),
                Labels.muted(texts.formats().ago(last.at(), clock.instant())));
        figures.setAlignment(Pos.CENTER_RIGHT);
        figures.setMinWidth(140);
        HBox line = new HBox(18, Icons.of(Feather.MESSAGE_CIRCLE), text, figures, Icons.of(Feather.CHEVRON_RIGHT));
        line.setAlignment(Pos.CENTER_LEFT);
        Button button = new Button();
        button.setId("discussion-" + discussion.film());
        button.setGraphic(line);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.getStyleClass().add("list-row");
        button.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(button.widthProperty().subtract(34));
        button.setAccessibleText(discussion.filmTitle() + ", " + words.getText());
        button.setOnAction(event -> open.accept(discussion.film()));
        return button;
    }

    @Override
    public Parent node() {
        return page;
    }
}
