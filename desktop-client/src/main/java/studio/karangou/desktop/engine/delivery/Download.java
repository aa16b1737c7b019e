package studio.karangou.desktop.engine.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.catalogue.DownloadState;

/// One film on its way. Its state may be asked for by any thread.
final class Download {
    private final Rate rate = new Rate();
    private final RetryPause pause = new RetryPause();
    private FilmCard card;
    private Activity activity = Activity.QUEUED;
    private @Nullable Failure failure;
    private @Nullable Plan plan;
    private @Nullable FetchRun run;
    private long done;
    private long total;
    private int wrong;
    private @Nullable ContentAddress declined;

    Download(FilmCard card) {
        this.card = card;
        done = card.doneBytes();
        total = card.totalBytes();
    }

    /// What happens to it right now.
    enum Activity {
        /// Its turn will come.
        QUEUED,
        RUNNING,
        /// For the network, or for another try.
        WAITING,
        FAILED,
        DONE
    }

    FilmId film() {
        return card.film().id();
    }

    synchronized FilmCard card() {
        return card;
    }

    synchronized Activity activity() {
        return activity;
    }

    synchronized @Nullable Plan plan() {
        return plan;
    }

    synchronized boolean plays() {
        return card.quality() != null;
    }

    /// Whether there is something to do for it.
    synchronized boolean wantsWork() {
        return isWanted() && pause.isOver();
    }

    private boolean isWanted() {
        return card.wanted() == FilmCard.Wanted.FETCH && activity != Activity.DONE && activity != Activity.FAILED;
    }

    /// Whether its last try failed: those that did not fail come first.
    boolean isFailing() {
        return pause.isFailing();
    }

    /// How long until it wants to be tried; the given time if it does not want to.
    synchronized Duration untilTry(Duration otherwise) {
        return isWanted() ? pause.left(Duration.ofMillis(1)) : otherwise;
    }

    /// Waits for another try, behind all that did not fail.
    ///
    /// @param why null if that is the network's fault alone
    synchronized void waits(@Nullable Failure why) {
        run = null;
        activity = Activity.WAITING;
        failure = why;
        if (why != null) {
            pause.failed();
        }
    }

    /// It went well, or what failed is different now.
    synchronized void tryAtOnce() {
        pause.forget();
    }

    synchronized void change(FilmCard now) {
        card = now;
    }

    /// A person wants it now: failures are forgotten.
    synchronized void queue() {
        card = card.wanted(FilmCard.Wanted.FETCH);
        activity = Activity.QUEUED;
        failure = null;
        plan = null;
        wrong = 0;
        pause.forget();
    }

    synchronized void pause() {
        if (card.wanted() == FilmCard.Wanted.FETCH) {
            card = card.wanted(FilmCard.Wanted.PAUSE).progress(card.quality(), done, total);
            halt();
        }
    }

    /// The catalogue has another manifest than the one that is fetched: it is planned again, also what failed, as the
    /// film may have been prepared again for that very reason.
    synchronized void offered(ContentAddress manifest) {
        if (manifest.equals(card.fetched()) || manifest.equals(declined)) {
            return;
        }
        plan = null;
        if (activity == Activity.DONE || activity == Activity.FAILED) {
            activity = Activity.QUEUED;
            failure = null;
        }
        halt();
    }

    /// A manifest that is older than what is here.
    synchronized void declines(ContentAddress manifest) {
        declined = manifest;
        card = card.next(null);
    }

    /// Plays by the later preparation from now on.
    ///
    /// @return the manifest that it played by, null if there is no later one
    synchronized @Nullable ContentAddress swap() {
        ContentAddress before = card.manifest();
        ContentAddress next = card.next();
        if (next == null) {
            return null;
        }
        card = card.manifest(next);
        return before;
    }

    /// Looked at again, as something of it is missing.
    synchronized void recheck() {
        if (activity == Activity.DONE) {
            activity = Activity.QUEUED;
        }
    }

    /// Ends what is being fetched; what has come stays.
    synchronized void halt() {
        if (run != null) {
            run.halt();
        }
    }

    synchronized void planned(Plan made, long here) {
        plan = made;
        done = here;
        total = made.totalBytes();
        card = card.target(made.target().name());
    }

    synchronized void running(FetchRun now) {
        run = now;
        activity = Activity.RUNNING;
        if (card.wanted() != FilmCard.Wanted.FETCH) {
            now.halt();
        }
    }

    synchronized void came(int bytes) {
        done = Math.max(0, done + bytes);
        if (bytes > 0) {
            rate.add(System.nanoTime(), bytes);
        }
    }

    synchronized void now(Activity what) {
        run = null;
        activity = what;
    }

    synchronized void whole(@Nullable String quality, long here) {
        done = here;
        card = card.progress(quality, done, total);
    }

    synchronized void failed(Failure why) {
        run = null;
        activity = Activity.FAILED;
        failure = why;
        card = card.progress(card.quality(), done, total);
    }

    /// Counts what came and was not right; answers how often by now.
    synchronized int cameWrong() {
        return ++wrong;
    }

    synchronized DownloadState state() {
        String quality = card.quality();
        boolean paused = card.wanted() == FilmCard.Wanted.PAUSE;
        if (card.wanted() == FilmCard.Wanted.STREAM) {
            return new DownloadState.NotStarted();
        }
        if (quality != null) {
            return playable(quality, paused);
        }
        if (failure != null && activity == Activity.FAILED) {
            return new DownloadState.Failed(failure, done, total);
        }
        if (paused) {
            return new DownloadState.Paused(done, total);
        }
        return activity == Activity.RUNNING
                ? new DownloadState.Running(done, total, speed(), remaining())
                : new DownloadState.Waiting(done, total, activity == Activity.WAITING ? failure : null);
    }

    private DownloadState playable(String quality, boolean paused) {
        if (activity == Activity.DONE || done >= total) {
            return new DownloadState.Ready(quality, done);
        }
        if (paused || activity == Activity.FAILED) {
            return new DownloadState.Ready(quality, done, total, activity == Activity.FAILED ? failure : null);
        }
        String target = card.target();
        if (target == null) {
            // of an earlier version, until it is planned again in a moment
            return new DownloadState.Ready(quality, done);
        }
        return new DownloadState.Improving(quality, target, done, total, speed(), remaining());
    }

    private long speed() {
        return activity == Activity.RUNNING ? rate.bytesPerSecond(System.nanoTime()) : 0;
    }

    private @Nullable Duration remaining() {
        long speed = speed();
        return speed == 0 || total == 0 ? null : Duration.ofSeconds((total - done) / speed + 1);
    }
}
