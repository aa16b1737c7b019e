package studio.karangou.desktop.engine.vlc;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.feature.player.ClockText;
import studio.karangou.desktop.feature.player.PlaybackControl;
import studio.karangou.desktop.feature.player.PlaybackFailure;
import studio.karangou.desktop.feature.player.PlaybackFigures;
import studio.karangou.desktop.feature.player.PlaybackState;
import studio.karangou.desktop.feature.player.VideoPicture;
import uk.co.caprica.vlcj.factory.MediaPlayerFactory;
import uk.co.caprica.vlcj.player.base.MediaPlayer;

/// A film in libVLC. Every call of VLC is made on one thread of its own, never on the FX thread (a call may wait for
/// the server) and never on VLC's (a call from a callback can wait for itself). [StallGuard] watches the film's time on
/// another.
final class VlcPlayback implements PlaybackControl {
    private static final Logger LOG = LoggerFactory.getLogger(VlcPlayback.class);
    /// A film that ends within so much of its length has ended: VLC tells its time late, at double speed most.
    private static final Duration END = Duration.ofMillis(2_500);
    /// Sound that goes on behind the film's length, as its manifest says it, is not played; so much may be the last
    /// frame's.
    private static final Duration OVERRUN = Duration.ofMillis(500);

    private final CompletableFuture<MediaPlayerFactory> library;
    private final VlcThread vlc = new VlcThread("karangou-vlc");
    private final StallGuard guard;
    private final VlcScreen screen;
    private final Choices choices = new Choices();
    private final StateCell state = new StateCell();
    /// Where a person sent the film, null once VLC was told.
    private final AtomicReference<@Nullable Duration> target = new AtomicReference<>();

    private final FilmTime time = new FilmTime();
    private final AtomicBoolean firstFrame = new AtomicBoolean();
    private final AtomicBoolean firstShown = new AtomicBoolean();
    private volatile Duration told = Duration.ZERO;
    private volatile boolean shouldPlay;
    private volatile boolean heard = true;
    private volatile PlaybackFigures figures = PlaybackFigures.NONE;

    // only on the VLC thread
    private final PausedSeek pausedSeek;
    private final Recovery recovery;
    private Tally tally = new Tally();
    private @Nullable VlcPlayer player;
    private @Nullable Opening opening;
    private boolean begun;

    private VlcPlayback(CompletableFuture<MediaPlayerFactory> library, Executor foreground, Recovery recovery) {
        this.library = library;
        this.recovery = recovery;
        screen = new VlcScreen(foreground, this::frameCame, () -> state.get() instanceof PlaybackState.Paused);
        pausedSeek = new PausedSeek(vlc, screen);
        guard = new StallGuard(state, () -> told, this::stoodStill, this::openAnew);
    }

    static VlcPlayback on(CompletableFuture<MediaPlayerFactory> library, Executor foreground, Recovery recovery) {
        VlcPlayback playback = new VlcPlayback(library, foreground, recovery);
        playback.vlc.every(StallWatch.PERIOD, playback::sample);
        playback.guard.begin();
        return playback;
    }

    VideoPicture picture() {
        return screen;
    }

    @Override
    public void open(Opening film) {
        shouldPlay = true;
        target.set(null);
        time.sendTo(film.startAt());
        figures = PlaybackFigures.NONE;
        state.opens();
        vlc.run(() -> {
            opening = film;
            recovery.begin(film.startAt());
            tally = new Tally();
            start(film.startAt(), true);
        });
    }

    @Override
    public void play() {
        shouldPlay = true;
        vlc.run(() -> {
            if (state.get() instanceof PlaybackState.Ended) {
                reopen(Duration.ZERO);
            } else {
                setPause(false);
            }
        });
    }

    @Override
    public void pause() {
        shouldPlay = false;
        vlc.run(() -> setPause(true));
    }

    @Override
    public void seek(Duration position) {
        Duration to = position.isNegative() ? Duration.ZERO : position;
        target.set(to);
        time.sendTo(to);
        vlc.run(this::goToTarget);
    }

    @Override
    public void rate(double rate) {
        double possible = Math.clamp(rate, SLOWEST, FASTEST);
        choices.rate(possible);
        time.rate(possible, System.nanoTime());
        choose(choices::applyRate);
    }

    @Override
    public void volume(int percent) {
        choices.volume(Math.clamp(percent, 0, 100));
        choose(choices::applySound);
    }

    @Override
    public void mute(boolean mute) {
        choices.mute(mute);
        choose(choices::applySound);
    }

    @Override
    public void audio(LanguageTag language) {
        choices.audio(language);
        choose(choices::applyAudio);
    }

    @Override
    public void subtitles(@Nullable LanguageTag language) {
        choices.subtitles(language);
        choose(choices::applySubtitles);
    }

    @Override
    public boolean isHeard() {
        return heard;
    }

    @Override
    public PlaybackState state() {
        return state.get();
    }

    @Override
    public Duration position() {
        return time.now(System.nanoTime());
    }

    @Override
    public PlaybackFigures figures() {
        return figures;
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return state.onChange(listener);
    }

    @Override
    public void close() {
        guard.close();
        vlc.close(() -> {
            if (player != null) {
                player.release();
                player = null;
            }
            screen.clear();
        });
    }

    // ---- on the VLC thread

    private void start(Duration at, boolean anew) {
        Opening film = opening;
        VlcPlayer vlcPlayer = player();
        if (film == null || vlcPlayer == null) {
            return;
        }
        begun = false;
        time.sendTo(at);
        vlcPlayer.stop();
        screen.prepare(film.picture(), anew);
        screen.holdBack(at.isZero() ? 0 : Integer.MAX_VALUE);
        firstFrame.set(false);
        firstShown.set(false);
        vlcPlayer.start(film.address());
    }

    private @Nullable VlcPlayer player() {
        if (player == null) {
            try {
                player = new VlcPlayer(library.join(), screen, () -> vlc.run(this::over));
                heard = player.isHeard();
            } catch (RuntimeException e) {
                // the library logged its reason when it was loaded
                LOG.debug("no player", e);
                state.become(new PlaybackState.Failed(new PlaybackFailure.PlayerMissing()));
            }
        }
        return player;
    }

    private void begin() {
        VlcPlayer vlcPlayer = player;
        if (begun || vlcPlayer == null) {
            return;
        }
        begun = true;
        vlcPlayer.apply(choices::applyAll);
        Duration at = position();
        if (!at.isZero()) {
            vlcPlayer.seek(at);
            // one picture from before may still be on its way
            screen.holdBack(1);
        }
        if (!shouldPlay) {
            vlcPlayer.pause(true);
        }
    }

    /// The first picture to be shown came.
    private void arrive() {
        if (begun) {
            state.become(shouldPlay ? new PlaybackState.Playing() : new PlaybackState.Paused());
        }
    }

    private void setPause(boolean pause) {
        if (begun && player != null && pause != state.get() instanceof PlaybackState.Paused) {
            player.pause(pause);
            if (pause) {
                time.stop(System.nanoTime());
            } else {
                time.run(System.nanoTime());
            }
            state.become(pause ? new PlaybackState.Paused() : new PlaybackState.Playing());
        }
    }

    /// The pictures may have to be of another size: VLC takes one when a film begins, so it begins
    /// where it is. One that stands still does so when it goes on.
    private void refit() {
        Opening film = opening;
        if (begun && film != null && state.get() instanceof PlaybackState.Playing && !screen.fits(film.picture())) {
            start(position(), false);
        }
    }

    private void goToTarget() {
        if (state.get() instanceof PlaybackState.Ended) {
            reopen(position());
        }
        Duration to = begun ? target.getAndSet(null) : null;
        if (to != null && player != null) {
            recovery.begin(to);
            player.seek(to);
            pausedSeek.sent(player, () -> state.get() instanceof PlaybackState.Paused);
        }
    }

    private void reopen(Duration at) {
        shouldPlay = true;
        state.opens();
        start(at, false);
    }

    /// Does with VLC's player what it is told, if a film has begun.
    void choose(Consumer<MediaPlayer> choice) {
        vlc.run(() -> {
            if (begun && player != null) {
                player.apply(choice);
            }
        });
    }

    private void sample() {
        VlcPlayer vlcPlayer = player;
        if (vlcPlayer == null || !begun) {
            return;
        }
        told = vlcPlayer.time();
        time.told(told, System.nanoTime());
        figures = tally.add(vlcPlayer.statistics(), screen.displayed(), screen.painted());
        Opening film = opening;
        if (film != null && told.compareTo(film.length().plus(OVERRUN)) > 0) {
            LOG.info("the film goes on behind its length of {}: it ends here", film.length());
            begun = false;
            vlcPlayer.stop();
            ended(film);
        }
        refit();
    }

    private void ended(Opening film) {
        time.endAt(film.length());
        state.become(new PlaybackState.Ended());
    }

    /// The film came to an end, or to the end of what could be had: VLC says the same of both.
    private void over() {
        Opening film = opening;
        VlcPlayer vlcPlayer = player;
        if (film == null || vlcPlayer == null || !vlcPlayer.isOver()) {
            return;
        }
        Duration at = position();
        begun = false;
        figures = tally.add(vlcPlayer.statistics(), screen.displayed(), screen.painted());
        if (at.plus(END).compareTo(film.length()) >= 0) {
            ended(film);
            return;
        }
        Optional<Duration> pause = recovery.brokeOffAt(at);
        if (pause.isEmpty()) {
            LOG.warn("the film broke off at {} and every try to go on", at);
            state.become(new PlaybackState.Failed(failure(at)));
            return;
        }
        LOG.info("the film broke off at {} of {}, going on in {}", at, film.length(), pause.get());
        time.sendTo(at);
        stalled();
        vlc.runAfter(pause.get(), () -> goOn(film));
    }

    private Failure failure(Duration at) {
        return figures.displayed() == 0
                ? new PlaybackFailure.NoPicture()
                : new PlaybackFailure.BrokeOff(ClockText.of(at));
    }

    private void goOn(Opening film) {
        boolean waits = state.get() instanceof PlaybackState.Stalled || state.get() instanceof PlaybackState.Opening;
        if (waits && film.equals(opening)) {
            tally.reopened();
            start(position(), false);
        }
    }

    private void stalled() {
        if (state.become(new PlaybackState.Stalled())) {
            tally.stalled();
        }
    }

    // ---- on VLC's own threads

    private void frameCame(boolean keptBack) {
        if (firstFrame.compareAndSet(false, true)) {
            vlc.run(this::begin);
        }
        if (!keptBack) {
            time.picture(System.nanoTime(), shouldPlay);
            if (firstShown.compareAndSet(false, true)) {
                vlc.run(this::arrive);
            }
        }
    }

    // ---- told by the guard

    private void stoodStill() {
        vlc.run(() -> tally.stalled());
        state.become(new PlaybackState.Stalled());
    }

    private void openAnew() {
        vlc.run(() -> {
            Opening film = opening;
            boolean cannotBegin = state.get() instanceof PlaybackState.Opening
                    && recovery.brokeOffAt(position()).isEmpty();
            if (cannotBegin) {
                state.become(new PlaybackState.Failed(new PlaybackFailure.NoPicture()));
            } else if (film != null) {
                LOG.info("the film stands still at {}, opening it anew", position());
                goOn(film);
            }
        });
    }
}
