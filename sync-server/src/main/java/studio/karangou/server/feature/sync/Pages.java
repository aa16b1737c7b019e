package studio.karangou.server.feature.sync;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A list that is as long as it likes, of which one page is in memory. Read once, from its beginning.
final class Pages<T> implements Iterable<T> {
    private final int size;
    private final Function<@Nullable T, List<T>> after;

    /// @param size of a full page
    /// @param after the page behind an element, the first one behind null
    Pages(int size, Function<@Nullable T, List<T>> after) {
        this.size = size;
        this.after = after;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private List<T> page = after.apply(null);
            private int next;

            @Override
            public boolean hasNext() {
                if (next == page.size() && page.size() == size) {
                    page = after.apply(page.getLast());
                    next = 0;
                }
                return next < page.size();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.get(next++);
            }
        };
    }
}
