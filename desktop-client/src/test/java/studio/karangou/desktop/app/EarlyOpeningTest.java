package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.store.StoreFailure;

class EarlyOpeningTest {
    @TempDir
    Path folder;

    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final Deque<Runnable> background = new ArrayDeque<>();

    @Test
    void who_asks_first_gets_what_was_opened_meanwhile_and_who_asks_again_gets_another() {
        EarlyOpening opening = new EarlyOpening(this::open, background::add);
        background.remove().run();
        assertThat(opened).hasValue(1);
        Ports first = opening.get();
        assertThat(opened).hasValue(1);
        assertThat(opening.get()).isNotSameAs(first);
        assertThat(opened).hasValue(2);
    }

    @Test
    void the_reason_why_it_cannot_be_opened_reaches_who_asks() {
        EarlyOpening opening = new EarlyOpening(
                () -> {
                    throw new FailureException(new StoreFailure.InUse());
                },
                Runnable::run);
        assertThatThrownBy(opening::get)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(new StoreFailure.InUse()));
    }

    @Test
    void what_nobody_asks_for_any_more_is_closed() {
        EarlyOpening opening = new EarlyOpening(this::open, Runnable::run);
        opening.abandon();
        assertThat(closed).hasValue(1);
        opening.abandon();
        assertThat(closed).hasValue(1);
    }

    private Ports open() {
        opened.incrementAndGet();
        Ports venue = new DemoVenue(folder).ports();
        return new Ports(
                venue.enrolment(),
                venue.driveEnrolment(),
                venue.library(),
                venue.downloads(),
                venue.marks(),
                venue.projects(),
                venue.kiosks(),
                venue.messages(),
                venue.sync(),
                venue.driveRoad(),
                venue.neighbours(),
                venue.journal(),
                venue.settings(),
                venue.time(),
                venue.player(),
                venue.people(),
                venue.health(),
                venue.notices(),
                closed::incrementAndGet);
    }
}
