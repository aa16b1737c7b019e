package studio.karangou.desktop.feature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.Texts;

/// What a film's heart and stars say when something goes wrong.
class MarkBarTest {
    private static final FilmId ONE = new FilmId(new UUID(1, 1));
    private static final FilmId OTHER = new FilmId(new UUID(1, 2));

    private final FakeMarks marks = new FakeMarks();
    private final MarksViewModel model = on(() -> new MarksViewModel(marks, SameThread.tasks()));
    private final MarkBar bar = on(() -> new MarkBar(model, "hero-facts", new Texts(Locale.FRENCH, ZoneOffset.UTC)));

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void what_went_wrong_with_one_film_is_not_said_of_another() {
        show(ONE);
        marks.breakWith(Optional.of(new TaskFailure.Unexpected()));
        run(() -> model.favourite(ONE, true));
        assertThat(trouble()).contains(new TaskFailure.Unexpected().code());

        show(OTHER);
        assertThat(trouble()).isEmpty();

        show(ONE);
        assertThat(trouble()).isNotEmpty();
        marks.breakWith(Optional.empty());
        run(() -> model.favourite(ONE, true));
        assertThat(trouble()).isEmpty();
    }

    @Test
    void a_read_that_failed_is_taken_back_by_the_next_that_does_not() {
        show(ONE);
        run(() -> marks.unreadable(Optional.of(new TaskFailure.Unexpected())));
        assertThat(trouble()).isNotEmpty();
        show(OTHER);
        assertThat(trouble()).as("it concerns every film").isNotEmpty();

        run(() -> marks.unreadable(Optional.empty()));

        assertThat(trouble()).isEmpty();
    }

    @Test
    void where_nobody_may_mark_a_failure_is_seen_all_the_same() {
        run(() -> marks.allow(false));
        show(ONE);
        assertThat(bar.node().isVisible()).isFalse();

        run(() -> marks.unreadable(Optional.of(new TaskFailure.Unexpected())));

        assertThat(bar.node().isVisible()).isTrue();
        assertThat(trouble()).isNotEmpty();
    }

    private void show(FilmId film) {
        run(() -> bar.show(film));
    }

    /// What is to be seen of it, empty if nothing is.
    private String trouble() {
        return on(() -> {
            Label label = (Label) bar.node().lookup("#mark-trouble");
            return label.isVisible() && bar.node().isVisible() ? label.getText() : "";
        });
    }

    private static void run(Runnable work) {
        on(() -> {
            work.run();
            return true;
        });
    }

    private static <T> T on(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }
}
