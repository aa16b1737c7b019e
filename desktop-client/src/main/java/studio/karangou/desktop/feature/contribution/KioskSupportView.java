package studio.karangou.desktop.feature.contribution;

import java.time.InstantSource;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import studio.karangou.common.model.Project;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Labels;

/// Supporting a project at the kiosk.
public final class KioskSupportView extends View {
    private final InstantSource clock;
    private final Texts texts;
    private final ProjectWords words;
    private final ContributePanel panel;
    private final Label title = Labels.styled("", "kiosk-project");
    private final Label pitch = Labels.styled("", "kiosk-pitch");
    private final VBox standing = new VBox(12);
    private final VBox view;

    public KioskSupportView(ContributeViewModel model, FundingViewModel funding, InstantSource clock, Texts texts) {
        this.clock = clock;
        this.texts = texts;
        words = new ProjectWords(texts);
        panel = part(ContributePanel.atKiosk(model, texts));
        title.setWrapText(true);
        pitch.setWrapText(true);
        pitch.setMinHeight(104);
        pitch.setMaxHeight(104);
        view = new VBox(Labels.styled(texts.of("kiosk.support"), "kiosk-lead"), title, pitch, standing, panel.node());
        view.getStyleClass().add("kiosk-support-words");
        follow(funding.funding(), all -> all.project(model.projectId()).ifPresent(this::show));
    }

    private void show(Project project) {
        title.setText(project.title());
        pitch.setText(words.opening(project.pitch()));
        String right =
                words.daysLeft(project, clock.instant()).orElse(texts.formats().percent(project.percent()));
        standing.getChildren()
                .setAll(words.progress(project), Labels.ends(words.collected(project), Labels.muted(right)));
    }

    @Override
    public Parent node() {
        return view;
    }

    @Override
    public void focus() {
        panel.focus();
    }
}
