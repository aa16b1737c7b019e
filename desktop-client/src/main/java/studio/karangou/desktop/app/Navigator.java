package studio.karangou.desktop.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Where one is, and the way back.
final class Navigator {
    private final Function<Destination, Page> open;
    private final Deque<Destination> way = new ArrayDeque<>();
    private final ReadOnlyObjectWrapper<Page> current;

    Navigator(Destination home, Function<Destination, Page> open) {
        this.open = open;
        current = new ReadOnlyObjectWrapper<>(open.apply(home));
    }

    ReadOnlyObjectProperty<Page> current() {
        return current.getReadOnlyProperty();
    }

    /// Goes to a place, from where [#back] leads here again.
    void go(Destination destination) {
        if (!destination.equals(current.get().destination())) {
            way.push(current.get().destination());
            show(destination);
        }
    }

    /// Goes to a place of the rail: the way back is forgotten.
    void switchTo(Destination destination) {
        way.clear();
        if (!destination.equals(current.get().destination())) {
            show(destination);
        }
    }

    /// Goes to where one came from, else to the catalogue.
    void back() {
        Destination before = way.isEmpty() ? new Destination.Catalogue() : way.pop();
        if (!before.equals(current.get().destination())) {
            show(before);
        }
    }

    /// Makes the page anew on which one is.
    void renew() {
        show(current.get().destination());
    }

    private void show(Destination destination) {
        Page left = current.get();
        current.set(open.apply(destination));
        left.close().run();
    }
}
