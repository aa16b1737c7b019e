package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final int SIZE = 3;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 6, 7})
    void every_element_comes_once_whatever_the_last_page_holds(int count) {
        List<Integer> read = new ArrayList<>();
        List<Integer> pages = new ArrayList<>();
        new Pages<Integer>(SIZE, last -> {
                    int from = last == null ? 0 : last + 1;
                    List<Integer> page = IntStream.range(from, Math.min(count, from + SIZE))
                            .boxed()
                            .toList();
                    pages.add(page.size());
                    return page;
                })
                .forEach(read::add);
        assertThat(read).isEqualTo(IntStream.range(0, count).boxed().toList());
        assertThat(pages).allMatch(size -> size <= SIZE);
    }
}
