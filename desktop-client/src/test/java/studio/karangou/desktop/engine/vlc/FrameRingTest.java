package studio.karangou.desktop.engine.vlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FrameRingTest {
    private final FrameRing ring = new FrameRing();

    @Test
    void nothing_is_shown_before_something_was_written() {
        assertThat(ring.written()).isFalse();
        assertThat(ring.toShow()).isNegative();
    }

    @Test
    void a_frame_is_asked_for_once_and_gives_way_to_the_next() {
        ring.toWrite();
        assertThat(ring.written()).isTrue();
        int newer = ring.toWrite();
        assertThat(ring.written()).isFalse();
        assertThat(ring.toShow()).isEqualTo(newer);
        assertThat(ring.toShow()).isNegative();
    }

    @Test
    void what_is_shown_what_was_shown_before_and_what_waits_are_never_written_into() {
        Random random = new Random(5);
        int shown = -1;
        int before = -1;
        int waiting = -1;
        for (int i = 0; i < 10_000; i++) {
            if (random.nextBoolean()) {
                int writing = ring.toWrite();
                assertThat(taken(shown, before, waiting)).doesNotContain(writing);
                assertThat(writing).isLessThan(FrameRing.SIZE);
                ring.written();
                waiting = writing;
            } else {
                int next = ring.toShow();
                assertThat(next).isEqualTo(waiting);
                if (next >= 0) {
                    before = shown;
                    shown = next;
                    waiting = -1;
                }
            }
        }
    }

    private static Set<Integer> taken(int shown, int before, int waiting) {
        Set<Integer> taken = new HashSet<>(Set.of(shown));
        taken.add(before);
        taken.add(waiting);
        taken.remove(-1);
        return taken;
    }
}
