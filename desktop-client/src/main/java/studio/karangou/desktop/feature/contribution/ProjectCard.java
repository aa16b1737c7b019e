package studio.karangou.desktop.feature.contribution;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;

/// The project that a film supports, on the film's pages.
public final class ProjectCard extends View {
    private final InstantSource clock;
    private final Consumer<ProjectId> open;
    private final Texts texts;
    private final ProjectWords words;
    private final StackPane place = new StackPane();

    /// @param project empty: nothing is shown
    /// @param open leads to the project's page
    public ProjectCard(
            FundingViewModel model,
            Optional<ProjectId> project,
            InstantSource clock,
            Consumer<ProjectId> open,
            Texts texts) {
        this.clock = clock;
        this.open = open;
        this.texts = texts;
        words = new ProjectWords(texts);
        project.ifPresent(id -> follow(model.funding(), funding -> show(funding.project(id))));
    }

    private void show(Optional<Project> found) {
        place.getChildren().clear();
        found.ifPresent(project -> place.getChildren().add(card(project)));
    }

    private Card card(Project project) {
        Label title = Labels.styled(project.title(), "project-title");
        title.setWrapText(true);
        boolean open = project.accepts(clock.instant());
        String remark = words.daysLeftShort(project, clock.instant())
                .map(days -> words.contributors(project) + " · " + days)
                .orElse(words.contributors(project));
        Button button = open
                ? Buttons.primary("contribute", texts.of("contribute"), () -> this.open.accept(project.id()))
                : Buttons.plain("open-project", texts.of("project.see"), () -> this.open.accept(project.id()));
        button.getStyleClass().add("small");
        Card card = new Card(
                8,
                Labels.muted(texts.of("project.supported")),
                title,
                Labels.ends(
                        words.collected(project), Labels.muted(texts.formats().percent(project.percent()))),
                words.progress(project),
                Labels.ends(open ? Labels.muted(remark) : words.stage(project.state()), button));
        card.getStyleClass().add("project-card");
        return card;
    }

    @Override
    public Parent node() {
        return place;
    }
}
