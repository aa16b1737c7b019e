package studio.karangou.desktop.feature.player;

import studio.karangou.desktop.ui.View;

/// A film on the screen. Closing it leaves the film: its place is kept and the view written down.
public abstract class OpenPlayer extends View {
    /// What the film does right now. On the FX thread.
    public abstract PlayerActivity activity();
}
