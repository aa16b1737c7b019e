package studio.karangou.desktop.engine.vlc;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import uk.co.caprica.vlcj.media.TrackInfo;
import uk.co.caprica.vlcj.player.base.MediaPlayer;
import uk.co.caprica.vlcj.player.base.TrackDescription;

/// What a person chose, kept here because VLC forgets it with every film and every opening anew, and takes it only
/// when the film has begun.
final class Choices {
    private static final int NO_TRACK = -1;

    private volatile double rate = 1;
    private volatile int volume = 100;
    private volatile boolean mute;
    private volatile @Nullable LanguageTag audio;
    private volatile @Nullable LanguageTag subtitles;

    void rate(double chosen) {
        rate = chosen;
    }

    void volume(int percent) {
        volume = percent;
    }

    void mute(boolean chosen) {
        mute = chosen;
    }

    void audio(LanguageTag language) {
        audio = language;
    }

    void subtitles(@Nullable LanguageTag language) {
        subtitles = language;
    }

    void applyAll(MediaPlayer player) {
        applyRate(player);
        applySound(player);
        applyAudio(player);
        applySubtitles(player);
    }

    void applyRate(MediaPlayer player) {
        if (Math.abs(player.status().rate() - rate) > 0.001) {
            player.controls().setRate((float) rate);
        }
    }

    void applySound(MediaPlayer player) {
        player.audio().setVolume(volume);
        player.audio().setMute(mute);
    }

    void applyAudio(MediaPlayer player) {
        LanguageTag wanted = audio;
        if (wanted != null) {
            trackOf(wanted, player.media().info().audioTracks(), player.audio().trackDescriptions())
                    .filter(id -> id != player.audio().track())
                    .ifPresent(player.audio()::setTrack);
        }
    }

    void applySubtitles(MediaPlayer player) {
        LanguageTag wanted = subtitles;
        int id = wanted == null
                ? NO_TRACK
                : trackOf(
                                wanted,
                                player.media().info().textTracks(),
                                player.subpictures().trackDescriptions())
                        .orElse(NO_TRACK);
        if (id != player.subpictures().track()) {
            player.subpictures().setTrack(id);
        }
    }

    /// By language, since a track's id changes when the film is switched to it. VLC goes on listing the old one
    /// among the tracks, but not among those to choose from.
    private static Optional<Integer> trackOf(
            LanguageTag wanted, List<? extends TrackInfo> tracks, List<TrackDescription> choice) {
        List<Integer> ids = choice.stream().map(TrackDescription::id).toList();
        return tracks.stream()
                .filter(track -> speaks(track.language(), wanted))
                .map(TrackInfo::id)
                .filter(ids::contains)
                .findFirst();
    }

    /// VLC tells the playlist's tag, or its three letters.
    private static boolean speaks(@Nullable String told, LanguageTag wanted) {
        if (told == null) {
            return false;
        }
        Locale locale = Locale.forLanguageTag(wanted.tag());
        return told.equalsIgnoreCase(wanted.tag())
                || told.equalsIgnoreCase(locale.getLanguage())
                || told.equalsIgnoreCase(locale.getISO3Language());
    }
}
