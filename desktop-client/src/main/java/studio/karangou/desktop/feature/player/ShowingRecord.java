package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.function.Consumer;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.desktop.feature.player.Views.OpenView;
import studio.karangou.desktop.ui.Tasks;

/// What stays of a showing: where one stopped and how much was really shown, both kept every few seconds so that they
/// survive a crash; the view is written into the journal once.
final class ShowingRecord {
    /// How much film between two savings of the place, and shown between two of the view.
    private static final Duration SAVE_EVERY = Duration.ofSeconds(5);
    /// Between two looks the film goes on by less than this; more was a leap.
    private static final Duration LEAP = Duration.ofSeconds(2);
    /// Whoever stops within this of either end begins anew the next time.
    private static final Duration EDGE = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofDays(1);

    private final FilmId film;
    private final Duration length;
    private final ResumePoints resumePoints;
    private final OpenView view;
    private final Tasks tasks;
    private final Consumer<Failure> failed;
    private Duration shown = Duration.ZERO;
    private Duration last;
    private Duration saved;
    private Duration kept = Duration.ZERO;
    private boolean keeping;
    private boolean ended;
    private boolean recorded;

    /// @param failed told, on the FX thread, when the view could not be written
    ShowingRecord(
            FilmId film,
            Duration length,
            Duration from,
            ResumePoints resumePoints,
            OpenView view,
            Tasks tasks,
            Consumer<Failure> failed) {
        this.film = film;
        this.length = length;
        this.resumePoints = resumePoints;
        this.view = view;
        this.tasks = tasks;
        this.failed = failed;
        last = from;
        saved = from;
    }

    /// The film plays and is here now.
    ///
    /// @param keepPlace whether to save the place
    void playedTo(Duration position, boolean keepPlace) {
        Duration step = position.minus(last);
        if (!step.isNegative() && step.compareTo(LEAP) <= 0) {
            shown = shown.plus(step);
        }
        last = position;
        if (shown.minus(kept).compareTo(SAVE_EVERY) >= 0) {
            keepView();
        }
        if (keepPlace && position.minus(saved).abs().compareTo(SAVE_EVERY) >= 0) {
            savePlace();
        }
    }

    /// The film was sent elsewhere: what lies between was not shown.
    void wentTo(Duration position) {
        last = position;
    }

    /// The film was shown to its end.
    void ended() {
        ended = true;
        keepView();
        tasks.run(() -> resumePoints.forget(film), () -> {}, failed);
    }

    /// Keeps the view as it is now, in case the program dies before it is recorded. One after the other, so that the
    /// newest stays; a slow disk only makes them rarer.
    private void keepView() {
        if (keeping || recorded || shown.isZero()) {
            return;
        }
        keeping = true;
        kept = shown;
        FilmViewed soFar = soFar(1);
        tasks.run(() -> view.keep(soFar), () -> kept(soFar), failure -> {
            keeping = false;
            failed.accept(failure);
        });
    }

    private void kept(FilmViewed soFar) {
        keeping = false;
        if (ended && !soFar.toTheEnd()) {
            keepView();
        }
    }

    private FilmViewed soFar(int audience) {
        Duration watched = shown.compareTo(LONGEST) > 0 ? LONGEST : Duration.ofMillis(shown.toMillis());
        return new FilmViewed(film, watched, ended, audience);
    }

    /// Keeps the place where one stopped, or forgets it where one would begin anew anyway.
    void savePlace() {
        Duration place = last;
        saved = place;
        boolean worthIt = !ended && place.compareTo(EDGE) >= 0 && place.compareTo(length.minus(EDGE)) <= 0;
        tasks.run(
                () -> {
                    if (worthIt) {
                        resumePoints.save(film, place);
                    } else {
                        resumePoints.forget(film);
                    }
                },
                () -> {},
                failed);
    }

    /// Whether at least half of the film was shown.
    boolean isMostShown() {
        return shown.multipliedBy(2).compareTo(length) >= 0;
    }

    boolean isRecorded() {
        return recorded;
    }

    /// Writes the view into the journal, the first time only. What was never shown is not a view.
    ///
    /// @param audience at least 1
    /// @param written told on the FX thread when the view is in the journal, or when there is none to write
    void record(int audience, Runnable written) {
        if (recorded) {
            return;
        }
        if (shown.isZero()) {
            written.run();
            return;
        }
        recorded = true;
        FilmViewed whole = soFar(audience);
        tasks.run(() -> view.record(whole), written, failure -> {
            recorded = false;
            failed.accept(failure);
        });
    }
}
