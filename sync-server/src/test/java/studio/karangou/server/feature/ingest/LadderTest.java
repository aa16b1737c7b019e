package studio.karangou.server.feature.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {
    @ParameterizedTest
    @CsvSource({
        "3840, 2160, 6, 1080p, 1920, 1080",
        "1920, 1080, 6, 1080p, 1920, 1080",
        "1920,  800, 6, 1080p, 1920,  800",
        "1080, 1920, 6, 1080p, 1080, 1920",
        "1280,  720, 5,  720p, 1280,  720",
        " 720, 1280, 5,  720p,  720, 1280",
        " 640,  480, 4,  480p,  640,  480",
        "1000,  562, 4,  480p,  854,  480",
        " 850,  478, 4,  480p,  850,  478",
        " 100,   80, 1,  144p,  100,   80",
        " 101,   81, 1,  144p,  102,   82",
    })
    void rungs_go_up_to_the_source_and_never_above(
            int width, int height, int rungs, String name, int topWidth, int topHeight) {
        Ladder ladder =
                Ladder.of(new SourceProbe.Video(0, width, height, new FrameRate(25, 1), false, Dynamics.STANDARD));

        assertThat(ladder.rungs()).hasSize(rungs);
        Ladder.Rung top = ladder.rungs().getLast();
        assertThat(top.name()).isEqualTo(name);
        assertThat(top.width()).isEqualTo(topWidth);
        assertThat(top.height()).isEqualTo(topHeight);
        assertThat(ladder.rungs()).allSatisfy(rung -> {
            assertThat(rung.width() % 2 + rung.height() % 2).isZero();
            assertThat((double) rung.width() / rung.height()).isBetween(0.96 * width / height, 1.04 * width / height);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "24/1, 24/1, 12/1, 144",
        "24000/1001, 24000/1001, 12000/1001, 144",
        "2997/125, 24000/1001, 12000/1001, 144",
        "25/1, 25/1, 25/2, 150",
        "30000/1001, 30000/1001, 15000/1001, 180",
        "60000/1001, 30000/1001, 15000/1001, 180",
        "60/1, 30/1, 15/1, 180",
        "50/1, 25/1, 25/2, 150",
        "15/1, 15/1, 15/1, 90",
        "1/1, 12/1, 12/1, 72",
        "10/1, 20/1, 10/1, 120",
        "173/10, 24/1, 12/1, 144",
        "90000/1, 24/1, 12/1, 144",
        "1/1000000, 12/1, 12/1, 72",
    })
    void every_rate_becomes_one_that_all_rungs_share(String source, String rate, String lowest, int frames) {
        FrameRate ladder =
                java.util.Objects.requireNonNull(FrameRate.parse(source)).forLadder();

        assertThat(ladder).hasToString(rate);
        FrameRate low = ladder.everyNth(ladder.lowestRungStep());
        assertThat(low).hasToString(lowest);
        assertThat(ladder.framesPerSegment()).isEqualTo(frames);
        long scale = ladder.timeScale();
        assertThat(scale * ladder.denominator() % ladder.numerator()).isZero();
        assertThat(scale * low.denominator() % low.numerator())
                .as("every picture of every rung lasts a whole number of ticks")
                .isZero();
        assertThat(frames % ladder.lowestRungStep()).isZero();
    }
}
