package studio.karangou.desktop.feature.player;

import java.time.InstantSource;
import studio.karangou.desktop.ui.Tasks;

/// What the player stands on.
///
/// @param countsAudience whether a host may say how many people watched
public record PlayerParts(
        PlaybackSource source,
        PlaybackControl control,
        ResumePoints resumePoints,
        Views views,
        Tasks tasks,
        InstantSource clock,
        boolean countsAudience) {}
