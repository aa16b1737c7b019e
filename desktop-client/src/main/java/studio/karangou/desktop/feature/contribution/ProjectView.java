package studio.karangou.desktop.feature.contribution;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectState;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.CoverArt;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Pictures;
import studio.karangou.desktop.ui.controls.Rounded;

/// A project's page: what will be made, how the money works, and contributing.
public final class ProjectView extends View {
    private static final double HEAD = 168;

    private final ContributeViewModel model;
    private final InstantSource clock;
    private final Pictures pictures;
    private final Runnable back;
    private final Texts texts;
    private final ProjectWords words;
    private final ContributePanel panel;
    private final VBox standing = new VBox(8);
    private final StackPane page = new StackPane();
    private @Nullable Shown shown;

    /// What carries a voucher away.
    public record Desk(Papers papers, Tasks tasks) {}

    public ProjectView(
            ContributeViewModel model,
            FundingViewModel funding,
            InstantSource clock,
            Pictures pictures,
            Desk desk,
            Runnable back,
            Texts texts) {
        this.model = model;
        this.clock = clock;
        this.pictures = pictures;
        this.back = back;
        this.texts = texts;
        words = new ProjectWords(texts);
        panel = part(ContributePanel.atDesk(model, desk.papers(), desk.tasks(), texts));
        follow(funding.funding(), now -> show(funding));
        follow(funding.failure(), why -> show(funding));
    }

    private void show(FundingViewModel source) {
        Funding funding = source.funding().get();
        Optional<Project> project = funding.project(model.projectId());
        if (project.isEmpty()) {
            shown = null;
            page.getChildren().setAll(Pages.padded(instead(source)));
            return;
        }
        showStanding(project.get());
        Shown now = Shown.of(project.get(), funding);
        if (!now.equals(shown)) {
            build(project.get(), funding);
        }
        shown = now;
    }

    private Node instead(FundingViewModel source) {
        if (source.funding().get().loaded()) {
            return new EmptyState(
                    Feather.TARGET,
                    texts.of("project.unknown"),
                    texts.of("project.unknown-why"),
                    Buttons.plain("back", texts.of("back"), Feather.ARROW_LEFT, back));
        }
        return source.failure()
                .get()
                .<Node>map(why -> PageStates.broken(why, texts, source::retry))
                .orElseGet(() -> PageStates.loading(texts));
    }

    /// What the page is built of; money and contributors change within it.
    private record Shown(Project project, @Nullable Path poster) {
        static Shown of(Project project, Funding funding) {
            Project still = new Project(
                    project.id(),
                    project.title(),
                    project.pitch(),
                    project.director(),
                    project.country(),
                    project.state(),
                    project.mode(),
                    project.goal(),
                    new Money(project.goal().currency(), 0),
                    0,
                    project.deadline(),
                    null);
            return new Shown(still, funding.posters().get(project.id()));
        }
    }

    private void build(Project project, Funding funding) {
        GridPane columns = new GridPane();
        columns.setHgap(16);
        columns.getColumnConstraints().addAll(column(55), column(45));
        VBox left = new VBox(16, pitch(project), money(project));
        VBox right = support(project);
        columns.add(left, 0, 0);
        columns.add(right, 1, 0);
        GridPane.setValignment(left, VPos.TOP);
        GridPane.setValignment(right, VPos.TOP);
        VBox body = Pages.body(
                16, Buttons.quiet("back", texts.of("back"), Feather.ARROW_LEFT, back), head(project, funding), columns);
        page.getChildren().setAll(Pages.scrolling(body));
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private StackPane head(Project project, Funding funding) {
        CoverArt art = new CoverArt(pictures, 720);
        art.show(funding.posters().get(project.id()), project.id().toString().hashCode());
        Region shade = new Region();
        shade.getStyleClass().add("hero-shade");
        Label title = Labels.styled(project.title(), "hero-title");
        title.setWrapText(true);
        HBox stage = new HBox(words.stage(project.state()));
        VBox text = new VBox(
                8,
                stage,
                title,
                Labels.styled(
                        texts.of("film.by", project.director()) + " · " + texts.country(project.country()),
                        "hero-facts"));
        text.getStyleClass().add("film-head");
        text.setAlignment(Pos.CENTER_LEFT);
        StackPane hero = new StackPane(Rounded.of(new StackPane(art, shade, text), 16));
        hero.getStyleClass().add("hero");
        hero.setMinHeight(HEAD);
        hero.setMaxHeight(HEAD);
        return hero;
    }

    private Card pitch(Project project) {
        return new Card(10, Labels.heading(texts.of("project.pitch")), Labels.body(project.pitch()));
    }

    private Card money(Project project) {
        return new Card(
                10,
                Labels.heading(texts.of("project.how"), words.mode(project.mode())),
                Labels.body(words.modeExplained(project.mode())),
                Labels.note(texts.of("project.who-holds")));
    }

    private VBox support(Project project) {
        Card card = new Card(14, Labels.heading(texts.of("project.support")), standing);
        card.setId("support-card");
        // a code that waits to be carried away stays, whatever becomes of the project meanwhile
        if (project.state() == ProjectState.OPEN || model.isHeld()) {
            card.getChildren().add(panel.node());
        } else {
            card.getChildren().add(Labels.note(words.stageExplained(project.state())));
        }
        return card;
    }

    private void showStanding(Project project) {
        String days = words.daysLeft(project, clock.instant())
                .map(left -> " · " + left)
                .orElse("");
        standing.getChildren()
                .setAll(
                        Labels.ends(
                                words.collected(project),
                                Labels.muted(texts.formats().percent(project.percent()))),
                        words.progress(project),
                        Labels.muted(words.contributors(project) + days));
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        panel.focus();
    }
}
