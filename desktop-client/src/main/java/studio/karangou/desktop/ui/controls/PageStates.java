package studio.karangou.desktop.ui.controls;

import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Texts;

/// What a page shows while it has nothing of its own to show: so that what is not read yet, or cannot be read, is never
/// taken for "there is nothing".
public final class PageStates {
    private PageStates() {}

    /// It is being read.
    public static Label loading(Texts texts) {
        Label loading = Labels.muted(texts.of("page.loading"));
        loading.setId("page-loading");
        return loading;
    }

    /// It cannot be read.
    public static EmptyState broken(Failure failure, Texts texts, Runnable retry) {
        EmptyState broken = new EmptyState(
                Feather.ALERT_TRIANGLE,
                texts.of("page.broken"),
                texts.of(failure) + " (" + failure.code() + ")",
                Buttons.plain("retry", texts.of("retry"), retry));
        broken.setId("page-broken");
        return broken;
    }
}
