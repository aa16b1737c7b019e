package studio.karangou.desktop.feature.discussion;

import javafx.scene.Parent;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Pages;

/// A discussion on a page of its own.
public final class ThreadView extends View {
    private final ThreadPanel panel;
    private final Parent page;

    /// @param film leads to the film's page
    public ThreadView(String filmTitle, ThreadPanel panel, Runnable back, Runnable film, Texts texts) {
        this.panel = part(panel);
        page = Pages.scrolling(Pages.body(
                16,
                Buttons.quiet("back", texts.of("back"), Feather.ARROW_LEFT, back),
                Labels.ends(
                        Labels.title(filmTitle), Buttons.plain("open-film", texts.of("film.open"), Feather.FILM, film)),
                panel.node()));
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
