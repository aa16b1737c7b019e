package studio.karangou.desktop.feature.sync;

import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import studio.karangou.desktop.ui.View;

/// The roads for when there is no network, one below the other.
public final class RoadsView extends View {
    private final VBox both;

    public RoadsView(DriveRoadView drive, NeighbourView neighbour) {
        both = new VBox(16, part(drive).node(), part(neighbour).node());
    }

    @Override
    public Parent node() {
        return both;
    }
}
