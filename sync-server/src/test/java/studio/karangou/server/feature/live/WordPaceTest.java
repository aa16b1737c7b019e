package studio.karangou.server.feature.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/// How often a device is told, whatever happens.
class WordPaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void a_chat_that_goes_on_is_told_later_and_later_and_at_once_again_after_a_quiet_minute() {
        List<Integer> changes = new ArrayList<>();
        for (int second = 0; second < 200; second++) {
            changes.add(second);
        }
        changes.add(300);

        assertThat(said(changes, new Random() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public double nextDouble() {
                        return 0;
                    }
                }))
                .containsExactly(0L, 1L, 3L, 7L, 15L, 31L, 61L, 91L, 121L, 151L, 181L, 211L, 300L);
    }

    @Test
    void what_somebody_waits_for_is_said_within_a_second_however_busy_the_line_is_and_slows_nothing_down() {
        WordPace pace = new WordPace(new Random(7));
        long now = 0;
        for (int word = 0; word < 8; word++) {
            now += pace.left(now);
            pace.said(now);
        }
        assertThat(pace.left(now)).isGreaterThanOrEqualTo(WordPace.LONGEST.toNanos());
        assertThat(pace.leftAtOnce(now)).isEqualTo(SECOND);
        long everyones = pace.left(now + 5 * SECOND);

        pace.saidAtOnce(now + 5 * SECOND);

        assertThat(pace.leftAtOnce(now + 5 * SECOND)).isEqualTo(SECOND);
        assertThat(pace.leftAtOnce(now + 6 * SECOND)).isZero();
        assertThat(pace.left(now + 5 * SECOND)).isEqualTo(everyones);
        assertThat(pace.left(now + 36 * SECOND)).isLessThanOrEqualTo(7 * SECOND);
    }

    @Property(tries = 200)
    void no_change_waits_longer_than_the_longest_floor_and_words_keep_their_distance(
            @ForAll @Size(max = 60) List<@IntRange(max = 90) Integer> between, @ForAll long seed) {
        List<Integer> changes = new ArrayList<>();
        int at = 0;
        for (int wait : between) {
            at += wait;
            changes.add(at);
        }

        List<Long> said = said(changes, new Random(seed));

        for (int i = 1; i < said.size(); i++) {
            assertThat(said.get(i) - said.get(i - 1)).isGreaterThanOrEqualTo(WordPace.FIRST.toSeconds());
            if (i >= 7) { // 1 + 2 + 4 + 8 + 16 + 30 + 30, or a quiet minute
                assertThat(said.get(i) - said.get(i - 7)).isGreaterThanOrEqualTo(60);
            }
        }
        for (int change : changes) {
            assertThat(said).anyMatch(word -> word >= change && word - change <= 38);
        }
    }

    /// The seconds in which words are said about changes in those seconds; a word tells of all until then.
    private static List<Long> said(List<Integer> changes, Random random) {
        WordPace pace = new WordPace(random);
        List<Long> said = new ArrayList<>();
        for (int change : changes) {
            if (!said.isEmpty() && said.getLast() >= change) {
                continue;
            }
            long at = change * SECOND;
            long left = pace.left(at);
            long word = at + (left + SECOND - 1) / SECOND * SECOND;
            assertThat(pace.left(word)).isZero();
            pace.said(word);
            said.add(word / SECOND);
        }
        return said;
    }
}
