package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.feature.player.PlayableFilm.Tile;

/// One showing of a film, from opening the player to leaving it. Everything here is called on the FX thread.
public final class PlayerViewModel implements AutoCloseable {
    private final FilmId filmId;
    private final PlayerParts parts;
    private final FilmOpening opening;
    private final Sound sound;
    private final PlayerHints hints;
    private final ShownFigures figures;
    private final Subscription follows;
    private final ReadOnlyObjectWrapper<PlayerScreen> screen = new ReadOnlyObjectWrapper<>(new PlayerScreen.Opening());
    private final ReadOnlyObjectWrapper<@Nullable PlayableFilm> film = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Duration> position = new ReadOnlyObjectWrapper<>(Duration.ZERO);
    private final ReadOnlyObjectWrapper<@Nullable Failure> notice = new ReadOnlyObjectWrapper<>();
    private final ShowingBook book;
    private boolean closed;

    /// @param foreground runs the player's news on the FX thread
    public PlayerViewModel(FilmId filmId, PlayerParts parts, Consumer<Runnable> foreground) {
        this.filmId = filmId;
        this.parts = parts;
        opening = new FilmOpening(filmId, parts);
        sound = new Sound(parts.control());
        hints = new PlayerHints(parts.clock());
        figures = new ShownFigures(parts.control());
        book = new ShowingBook(parts.countsAudience());
        follows = parts.control().onChange(() -> foreground.accept(this::changed));
        open();
    }

    private void open() {
        screen.set(new PlayerScreen.Opening());
        parts.tasks()
                .run(opening::whereOneStopped, this::opened, failure -> screen.set(new PlayerScreen.Failed(failure)));
    }

    private void opened(FilmOpening.Opened opened) {
        PlayableFilm playable = opened.film();
        if (closed) {
            parts.tasks().run(playable::close, () -> {}, this::tell);
            return;
        }
        // first its languages: who hears of the film asks for them
        sound.begin(playable);
        film.set(playable);
        book.begin(new ShowingRecord(
                filmId,
                playable.duration(),
                Duration.ZERO,
                parts.resumePoints(),
                opened.view(),
                parts.tasks(),
                this::tell));
        opened.place().ifPresent(hints::offerToResume);
        play(playable, Duration.ZERO);
    }

    private void play(PlayableFilm playable, Duration from) {
        parts.control()
                .open(new PlaybackControl.Opening(
                        playable.address(), playable.pictureSize(), playable.duration(), from));
        went(from);
    }

    private void tell(Failure failure) {
        notice.set(failure);
    }

    // ---- what is seen

    public ReadOnlyObjectProperty<PlayerScreen> screen() {
        return screen.getReadOnlyProperty();
    }

    /// The film, null until it is open.
    public ReadOnlyObjectProperty<@Nullable PlayableFilm> film() {
        return film.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Duration> position() {
        return position.getReadOnlyProperty();
    }

    /// What could not be kept (a view, a place), or that nothing is heard; null if all is well.
    public ReadOnlyObjectProperty<@Nullable Failure> notice() {
        return notice.getReadOnlyProperty();
    }

    /// What lies over the picture and goes away by itself.
    public PlayerHints hints() {
        return hints;
    }

    public ShownFigures figures() {
        return figures;
    }

    public Sound sound() {
        return sound;
    }

    public Duration length() {
        PlayableFilm open = film.get();
        return open == null ? Duration.ZERO : open.duration();
    }

    /// The storyboard's picture for a time. Reads from disk only.
    public Optional<Tile> tileAt(Duration time) {
        PlayableFilm open = film.get();
        return open == null ? Optional.empty() : open.tileAt(time);
    }

    public Optional<Film> about() {
        return Optional.ofNullable(film.get()).map(PlayableFilm::film);
    }

    // ---- what a person does

    /// Somebody is there: the controls come, and stay for a while.
    public void moved() {
        hints.moved();
    }

    public void togglePlay() {
        moved();
        switch (screen.get()) {
            case PlayerScreen.Film shown when shown.paused() -> parts.control().play();
            case PlayerScreen.Film _, PlayerScreen.Waiting _ -> parts.control().pause();
            case PlayerScreen.Leaving _ -> goOn();
            case PlayerScreen.Ended _ -> replay();
            case PlayerScreen.Failed _ -> retry();
            case PlayerScreen.Opening _ -> {}
        }
    }

    /// Stays with the film, of which it was asked whether one leaves it.
    public void goOn() {
        if (!(screen.get() instanceof PlayerScreen.Leaving)) {
            return;
        }
        screen.set(new PlayerScreen.Film(true));
        if (parts.control().state() instanceof PlaybackState.Failed) {
            retry();
        } else {
            parts.control().play();
        }
    }

    /// Takes back a [#togglePlay] that was only the first half of a double click. The player may not have followed
    /// yet, so what it shows now does not count.
    ///
    /// @param before the screen before the first click, null if that did not touch the film
    void undoToggle(@Nullable PlayerScreen before) {
        if (before instanceof PlayerScreen.Film shown && shown.paused()) {
            parts.control().pause();
        } else if (before instanceof PlayerScreen.Film || before instanceof PlayerScreen.Waiting) {
            parts.control().play();
        }
    }

    public void seekTo(Duration to) {
        moved();
        if (film.get() == null || screen.get() instanceof PlayerScreen.Failed) {
            return;
        }
        Duration last = length().minusSeconds(1);
        Duration goal = to.isNegative() ? Duration.ZERO : to.compareTo(last) > 0 ? last : to;
        hints.offerNoMore();
        parts.control().seek(goal);
        went(goal);
        goOn();
    }

    /// Also shows the storyboard's picture of where it goes.
    public void seekBy(Duration by) {
        seekTo(position.get().plus(by));
        hints.showPreview(position.get());
    }

    /// @param tenth 0 to 9 of the film
    public void seekToTenth(int tenth) {
        seekTo(length().multipliedBy(tenth).dividedBy(10));
        hints.showPreview(position.get());
    }

    public void seekToEnd() {
        seekTo(length().minusSeconds(10));
        hints.showPreview(position.get());
    }

    private void went(Duration to) {
        position.set(to);
        book.wentTo(to);
    }

    /// Goes on where one stopped the last time.
    public void resume() {
        Duration place = hints.resumeOffer().get();
        if (place != null) {
            seekTo(place);
        }
    }

    /// Leaves the question; the film has begun at its beginning anyway.
    public void fromTheStart() {
        moved();
        hints.offerNoMore();
    }

    /// Shows the film once more, opened anew: it is another showing, which the licence must allow as well.
    /// What was shown before is recorded on its own.
    public void replay() {
        PlayableFilm over = film.get();
        if (over == null) {
            return;
        }
        recordView();
        film.set(null);
        screen.set(new PlayerScreen.Opening());
        parts.tasks()
                .run(
                        () -> {
                            over.close();
                            return opening.atItsBeginning();
                        },
                        this::opened,
                        failure -> screen.set(new PlayerScreen.Failed(failure)));
    }

    /// Tries again after a failure, where the film was.
    public void retry() {
        PlayableFilm open = film.get();
        if (open == null) {
            open();
        } else {
            play(open, position.get());
        }
    }

    /// Asks anew for a place to watch, where there was none.
    ///
    /// @param ending another viewing to end for it, null for none
    public void takePlace(@Nullable UUID ending) {
        PlayableFilm open = film.get();
        if (open != null) {
            parts.tasks().run(() -> open.takePlace(ending), this::changed, this::tell);
        }
    }

    /// Whether a person may leave now. A host who leaves a film of which most was shown, as in the credits, is first
    /// asked how many people watched; the film rests meanwhile. Who leaves again leaves.
    public boolean mayLeave() {
        if (!book.asksBeforeLeaving()
                || screen.get() instanceof PlayerScreen.Leaving
                || screen.get() instanceof PlayerScreen.Ended) {
            return true;
        }
        screen.set(new PlayerScreen.Leaving());
        if (parts.control().state().goesOn()) {
            parts.control().pause();
        }
        return false;
    }

    /// How many people the host said so far that they were, 1 if nobody said anything.
    public int people() {
        return book.people();
    }

    /// What stands in the field counts, however the player is left.
    ///
    /// @return whether it is a number of people
    public boolean typedAudience(String typed) {
        return book.typed(typed);
    }

    /// Says how many people watched, and writes the view down. The question goes away when that is on disk; until
    /// then, and after a failure, it stays.
    ///
    /// @return whether the number was one
    public boolean audience(String typed) {
        boolean valid = typedAudience(typed);
        if (valid) {
            recordView();
        }
        return valid;
    }

    private void recordView() {
        if (book.isOpen()) {
            notice.set(null);
            book.write(this::thank);
        }
    }

    private void thank() {
        if (screen.get() instanceof PlayerScreen.Ended) {
            screen.set(new PlayerScreen.Ended(false));
        }
    }

    // ---- what happens by itself

    /// Looks at the film, about four times a second.
    public void tick() {
        PlaybackState state = parts.control().state();
        if (state instanceof PlaybackState.Playing && book.isOpen()) {
            position.set(parts.control().position());
            book.playedTo(position.get(), hints.resumeOffer().get() == null);
        }
        if (state instanceof PlaybackState.Stalled || state instanceof PlaybackState.Opening) {
            changed();
        }
        figures.tick();
        hints.letGo(screen.get().activity() == PlayerActivity.RUNS);
    }

    private void changed() {
        PlayableFilm open = film.get();
        if (closed || open == null) {
            return;
        }
        switch (parts.control().state()) {
            case PlaybackState.Idle _ -> {}
            case PlaybackState.Opening _ ->
                rests(open.trouble() == null ? new PlayerScreen.Opening() : new PlayerScreen.Waiting(open.trouble()));
            case PlaybackState.Playing _ -> plays();
            case PlaybackState.Paused _ -> rests(new PlayerScreen.Film(true));
            case PlaybackState.Stalled _ -> rests(new PlayerScreen.Waiting(open.trouble()));
            case PlaybackState.Failed failed -> screen.set(new PlayerScreen.Failed(failed.failure()));
            case PlaybackState.Ended _ -> ended();
        }
        if (screen.get().activity() != PlayerActivity.RUNS) {
            hints.needControls();
        }
    }

    /// Shows that the film does not go on, unless it is asked just then whether one leaves it.
    private void rests(PlayerScreen shown) {
        if (!(screen.get() instanceof PlayerScreen.Leaving)) {
            screen.set(shown);
        }
    }

    private void plays() {
        screen.set(new PlayerScreen.Film(false));
        if (notice.get() == null
                && !sound.spoken().isEmpty()
                && !parts.control().isHeard()) {
            tell(new PlaybackFailure.NoSound());
        }
    }

    private void ended() {
        if (!book.isOpen() || screen.get() instanceof PlayerScreen.Ended) {
            return;
        }
        boolean asks = book.ended(length());
        position.set(length());
        screen.set(new PlayerScreen.Ended(asks));
        if (!asks) {
            recordView();
        }
    }

    /// Leaves the player: the place is kept and the view written down.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        follows.close();
        parts.control().close();
        if (hints.resumeOffer().get() == null) {
            book.savePlace();
        }
        recordView();
        PlayableFilm open = film.get();
        if (open != null) {
            parts.tasks().run(open::close, () -> {}, this::tell);
        }
    }
}
