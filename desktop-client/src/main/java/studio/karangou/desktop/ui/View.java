package studio.karangou.desktop.ui;

import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// A part of the window. What it follows it follows from its making to [#close], so that a screen that was
/// left is not kept alive by what it showed.
public abstract class View implements AutoCloseable {
    private Subscription followed = Subscription.EMPTY;

    /// The node to put in the window; always the same one.
    public abstract Parent node();

    /// Gives the keyboard to where a person most likely goes on; called when the node is in the window.
    public void focus() {
        node().requestFocus();
    }

    /// Shows a value now and whenever it changes, until the view is closed.
    protected final <T extends @Nullable Object> void follow(ObservableValue<T> value, Consumer<? super T> show) {
        following(value.subscribe(show));
    }

    /// Ends with the view.
    protected final void following(Subscription subscription) {
        followed = followed.and(subscription);
    }

    /// Lets a part of a view be seen, or leaves no room for it.
    protected static void shown(Node node, boolean now) {
        node.setVisible(now);
        node.setManaged(now);
    }

    /// Closes with this view.
    protected final <V extends View> V part(V view) {
        following(view::close);
        return view;
    }

    @Override
    public void close() {
        followed.unsubscribe();
        followed = Subscription.EMPTY;
    }
}
