package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;

/// A player without a film: a test says what happens, and reads what was asked for.
public final class FakePlayback implements PlaybackControl, VideoPicture, Playbacks {
    private final Listeners listeners = new Listeners();
    private final List<String> asked = new ArrayList<>();
    private final ReadOnlyObjectWrapper<@Nullable Image> frame = new ReadOnlyObjectWrapper<>();
    private PlaybackState state = new PlaybackState.Idle();
    private Duration position = Duration.ZERO;
    private boolean heard = true;
    private volatile PlayableFilm.@Nullable Size room;

    @Override
    public Playback newPlayback() {
        return new Playback(this, this);
    }

    /// Everything that was asked for, in order, as in `seek PT10S`.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /// The player is in another state now.
    public void becomes(PlaybackState next) {
        state = next;
        listeners.changed();
    }

    /// The film has come to here.
    public void isAt(Duration now) {
        position = now;
    }

    /// The film shows this.
    public void shows(Image picture) {
        frame.set(picture);
    }

    @Override
    public ReadOnlyObjectProperty<@Nullable Image> frame() {
        return frame.getReadOnlyProperty();
    }

    @Override
    public void fit(PlayableFilm.Size room) {
        this.room = room;
    }

    /// How much room there is for the pictures, null while nobody said so.
    public PlayableFilm.@Nullable Size room() {
        return room;
    }

    @Override
    public void open(Opening opening) {
        asked.add("open " + opening.startAt());
        position = opening.startAt();
        becomes(new PlaybackState.Opening());
    }

    @Override
    public void play() {
        asked.add("play");
        becomes(new PlaybackState.Playing());
    }

    @Override
    public void pause() {
        asked.add("pause");
        becomes(new PlaybackState.Paused());
    }

    @Override
    public void seek(Duration to) {
        asked.add("seek " + to);
        position = to;
        if (state instanceof PlaybackState.Ended) {
            becomes(new PlaybackState.Opening());
        }
    }

    @Override
    public void rate(double rate) {
        asked.add("rate " + rate);
    }

    @Override
    public void volume(int percent) {
        asked.add("volume " + percent);
    }

    @Override
    public void mute(boolean mute) {
        asked.add("mute " + mute);
    }

    @Override
    public void audio(LanguageTag language) {
        asked.add("audio " + language);
    }

    @Override
    public void subtitles(@Nullable LanguageTag language) {
        asked.add("subtitles " + language);
    }

    /// The machine has no output for sound.
    public void isSilent() {
        heard = false;
    }

    @Override
    public boolean isHeard() {
        return heard;
    }

    @Override
    public PlaybackState state() {
        return state;
    }

    @Override
    public Duration position() {
        return position;
    }

    @Override
    public PlaybackFigures figures() {
        return new PlaybackFigures(1_500, 1_498, 2, 3_000, 5_600, 2_800, 0, 0, 1, 0);
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }

    @Override
    public void close() {
        asked.add("close");
    }
}
