package studio.karangou.desktop.feature.player;

/// How playing a film went, counted since it was opened.
///
/// @param displayed pictures that the player gave out
/// @param painted pictures that reached the window
/// @param lost pictures that came too late to be shown
/// @param decodedVideo blocks of picture that went into the decoder; libVLC may count its parser too
/// @param decodedAudio blocks of sound that went into the decoder, counted alike
/// @param playedAudio blocks of sound given to the sound card
/// @param lostAudio blocks of sound that came too late
/// @param corrupted blocks that the container's reader gave up
/// @param stalls times the film stood still
/// @param reopenings times the player had to begin again where it was
public record PlaybackFigures(
        long displayed,
        long painted,
        long lost,
        long decodedVideo,
        long decodedAudio,
        long playedAudio,
        long lostAudio,
        long corrupted,
        int stalls,
        int reopenings) {
    public static final PlaybackFigures NONE = new PlaybackFigures(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
