package studio.karangou.desktop.feature.player;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;

/// What is heard and read: volume, speed and the languages, as they were chosen. Everything on the FX thread.
public final class Sound {
    /// The speeds to choose from.
    public static final List<Double> RATES = List.of(0.5, 0.75, 1.0, 1.25, 1.5, 2.0);

    private static final int VOLUME_STEP = 5;

    private final PlaybackControl control;
    private final ReadOnlyIntegerWrapper volume = new ReadOnlyIntegerWrapper(100);
    private final ReadOnlyBooleanWrapper muted = new ReadOnlyBooleanWrapper();
    private final ReadOnlyDoubleWrapper rate = new ReadOnlyDoubleWrapper(1);
    private final ReadOnlyObjectWrapper<@Nullable LanguageTag> audio = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable LanguageTag> subtitles = new ReadOnlyObjectWrapper<>();
    private List<LanguageTag> spoken = List.of();
    private List<LanguageTag> written = List.of();

    Sound(PlaybackControl control) {
        this.control = control;
    }

    /// A film is opened: it speaks its main language unless another was chosen, and shows no subtitles.
    void begin(PlayableFilm film) {
        spoken = film.audioLanguages();
        written = film.subtitleLanguages();
        if (audio.get() == null && !spoken.isEmpty()) {
            audio.set(spoken.getFirst());
        }
    }

    /// Languages of the sound.
    public List<LanguageTag> spoken() {
        return spoken;
    }

    /// Languages of the subtitles.
    public List<LanguageTag> written() {
        return written;
    }

    /// 0 to 100.
    public ReadOnlyIntegerProperty volume() {
        return volume.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty muted() {
        return muted.getReadOnlyProperty();
    }

    public ReadOnlyDoubleProperty rate() {
        return rate.getReadOnlyProperty();
    }

    /// The language heard, null for a silent film.
    public ReadOnlyObjectProperty<@Nullable LanguageTag> audio() {
        return audio.getReadOnlyProperty();
    }

    /// The language read, null for none.
    public ReadOnlyObjectProperty<@Nullable LanguageTag> subtitles() {
        return subtitles.getReadOnlyProperty();
    }

    /// @param percent is brought between 0 and 100; turning it up ends muting
    public void setVolume(int percent) {
        int possible = Math.clamp(percent, 0, 100);
        if (possible > volume.get()) {
            setMuted(false);
        }
        volume.set(possible);
        control.volume(possible);
    }

    public void louder() {
        setVolume(volume.get() + VOLUME_STEP);
    }

    public void quieter() {
        setVolume(volume.get() - VOLUME_STEP);
    }

    public void toggleMute() {
        setMuted(!muted.get());
    }

    private void setMuted(boolean mute) {
        if (muted.get() != mute) {
            muted.set(mute);
            control.mute(mute);
        }
    }

    public void setRate(double chosen) {
        rate.set(chosen);
        control.rate(chosen);
    }

    public void faster() {
        RATES.stream().filter(each -> each > rate.get()).findFirst().ifPresent(this::setRate);
    }

    public void slower() {
        RATES.reversed().stream().filter(each -> each < rate.get()).findFirst().ifPresent(this::setRate);
    }

    public void speak(LanguageTag language) {
        audio.set(language);
        control.audio(language);
    }

    public void write(@Nullable LanguageTag language) {
        subtitles.set(language);
        control.subtitles(language);
    }

    /// The next language of the sound.
    public void speakNext() {
        if (!spoken.isEmpty()) {
            speak(spoken.get((spoken.indexOf(audio.get()) + 1) % spoken.size()));
        }
    }

    /// The next language of the subtitles; none comes after the last.
    public void writeNext() {
        List<@Nullable LanguageTag> choice = new ArrayList<>(written);
        choice.add(null);
        int now = choice.indexOf(subtitles.get());
        write(choice.get((now + 1) % choice.size()));
    }
}
