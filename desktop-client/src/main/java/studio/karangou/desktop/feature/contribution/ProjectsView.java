package studio.karangou.desktop.feature.contribution;

import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.CoverArt;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.Rounded;

/// Every project that the device knows, two in a row.
public final class ProjectsView extends View {
    private final FundingViewModel model;
    private final InstantSource clock;
    private final Consumer<ProjectId> open;
    private final Pictures pictures;
    private final Texts texts;
    private final ProjectWords words;
    private final StackPane place = new StackPane();
    private final Parent page;

    public ProjectsView(
            FundingViewModel model, InstantSource clock, Consumer<ProjectId> open, Pictures pictures, Texts texts) {
        this.model = model;
        this.clock = clock;
        this.open = open;
        this.pictures = pictures;
        this.texts = texts;
        words = new ProjectWords(texts);
        place.setAlignment(Pos.TOP_LEFT);
        page = Pages.scrolling(
                Pages.body(16, Labels.title(texts.of("projects.title")), Labels.note(texts.of("projects.why")), place));
        follow(model.funding(), this::show);
        follow(model.failure(), failure -> show(model.funding().get()));
    }

    private void show(Funding funding) {
        if (!funding.loaded()) {
            place.getChildren()
                    .setAll(model.failure()
                            .get()
                            .<Node>map(why -> PageStates.broken(why, texts, model::retry))
                            .orElseGet(() -> PageStates.loading(texts)));
            return;
        }
        if (funding.projects().isEmpty()) {
            place.getChildren()
                    .setAll(new EmptyState(Feather.TARGET, texts.of("projects.empty"), texts.of("projects.empty-why")));
            return;
        }
        GridPane grid = new GridPane();
        grid.setHgap(16);
        grid.setVgap(16);
        ColumnConstraints half = new ColumnConstraints();
        half.setPercentWidth(50);
        grid.getColumnConstraints().addAll(half, half);
        for (int i = 0; i < funding.projects().size(); i++) {
            grid.add(card(funding.projects().get(i), funding), i % 2, i / 2);
        }
        place.getChildren().setAll(grid);
    }

    private Node card(Project project, Funding funding) {
        CoverArt art = new CoverArt(pictures, 260);
        art.show(funding.posters().get(project.id()), project.id().toString().hashCode());
        StackPane frame = Rounded.of(new StackPane(art), 10);
        frame.setMinSize(120, 160);
        frame.setMaxSize(120, 160);
        Label title = Labels.styled(project.title(), "project-title");
        Label pitch = Labels.styled(project.pitch(), "muted");
        pitch.setWrapText(true);
        pitch.setMaxHeight(40);
        HBox by = new HBox(
                10,
                words.stage(project.state()),
                Labels.muted(project.director() + " · " + texts.country(project.country())));
        by.setAlignment(Pos.CENTER_LEFT);
        String days = words.daysLeft(project, clock.instant())
                .map(left -> " · " + left)
                .orElse("");
        VBox text = new VBox(
                7,
                title,
                by,
                pitch,
                Labels.spacer(),
                Labels.ends(
                        words.collected(project), Labels.muted(texts.formats().percent(project.percent()))),
                words.progress(project),
                Labels.muted(words.contributors(project) + days));
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(18, frame, text);
        Button card = new Button();
        card.setId("project-" + project.id());
        card.setGraphic(line);
        card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        card.getStyleClass().addAll("list-row", "project-row");
        card.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(card.widthProperty().subtract(34));
        card.setAccessibleText(project.title());
        card.setOnAction(event -> open.accept(project.id()));
        return card;
    }

    @Override
    public Parent node() {
        return page;
    }
}
