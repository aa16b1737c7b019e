package studio.karangou.desktop.feature.player;

/// What a film on the screen does by itself, for whoever must know whether it still needs the screen.
public enum PlayerActivity {
    /// It plays.
    RUNS,
    /// It is being opened or waits for what it needs; it goes on by itself when that comes.
    WAITS,
    /// It is paused, over, or cannot be shown; it goes on only when a person does something.
    RESTS
}
