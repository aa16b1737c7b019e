package studio.karangou.desktop.ui.controls;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;

/// Leads the keyboard to a node.
public final class KeyboardFocus {
    private KeyboardFocus() {}

    /// As if a key had led there, so that the node's focus ring is seen: JavaFX shows none where a program led.
    ///
    /// @param to in a window, where it takes the keyboard
    public static void lead(Node to) {
        to.requestFocus();
        Scene scene = to.getScene();
        if (scene != null && to.requestFocusTraversal(TraversalDirection.NEXT)) {
            Node next = scene.getFocusOwner();
            if (next != null) {
                next.requestFocusTraversal(TraversalDirection.PREVIOUS);
            }
        }
    }
}
