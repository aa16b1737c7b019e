package studio.karangou.desktop.feature.player;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Subscription;

/// Plays a film. Every call returns at once and may come from any thread; what comes of it is told by
/// [#state] and [#position]. Choices (speed, volume, languages) hold from film to film.
public interface PlaybackControl extends AutoCloseable {
    /// Opens a film and plays it from a position on; ends what was open before.
    void open(Opening opening);

    void play();

    void pause();

    /// Goes to a position; of several in a row only the last need be reached.
    /// After the end of the film it plays from there.
    void seek(Duration position);

    /// @param rate 1 is the film's own speed; between [#SLOWEST] and [#FASTEST]
    void rate(double rate);

    /// @param percent 0 to 100
    void volume(int percent);

    void mute(boolean mute);

    /// Speaks another language from now on; one that the film does not have changes nothing.
    void audio(LanguageTag language);

    /// Shows subtitles in a language, or none for null.
    void subtitles(@Nullable LanguageTag language);

    /// Whether this machine can be heard, as far as is known; it is known when the film plays.
    boolean isHeard();

    PlaybackState state();

    /// Where the film is, or will be as soon as a seek is done; zero before it is open.
    Duration position();

    /// How the playing went so far, of the film that is open.
    PlaybackFigures figures();

    /// Calls the listener, on any thread, when [#state] has changed.
    Subscription onChange(Runnable listener);

    /// Stops and gives everything back. Returns at once.
    @Override
    void close();

    /// The slowest and the fastest speed.
    double SLOWEST = 0.5;

    double FASTEST = 2.0;

    /// What to open.
    ///
    /// @param address of a playlist on this machine
    /// @param picture the size of the frames to make
    /// @param length of the film, to know its end from an interruption
    /// @param startAt where to begin
    record Opening(URI address, PlayableFilm.Size picture, Duration length, Duration startAt) {}
}
