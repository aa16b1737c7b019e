package studio.karangou.desktop.feature.player;

/// The machine's player. Loading it takes a while and happens in the background, once in a program.
public interface Playbacks {
    /// A player for one film after another. Returns at once; what keeps it from playing (no player on this
    /// machine) is told as [PlaybackState.Failed] after the first [PlaybackControl#open].
    Playback newPlayback();

    /// A player and what it shows.
    record Playback(PlaybackControl control, VideoPicture picture) {}
}
