package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.engine.delivery.Download.Activity;
import studio.karangou.desktop.feature.catalogue.LibraryFilm.Left;
import studio.karangou.desktop.feature.catalogue.LibraryFilm.Right;

/// Renews the licences of films that play here, long before they are over, whenever the server can be asked.
final class Renewals {
    private static final Logger LOG = LoggerFactory.getLogger(Renewals.class);
    private static final Duration EVERY = Duration.ofHours(1);
    private static final Duration LITTLE = Duration.ofDays(3);

    private final FilmPapers papers;
    private final InstantSource time;
    private @Nullable Instant looked;
    private boolean wanted;

    Renewals(FilmPapers papers, InstantSource time) {
        this.papers = papers;
        this.time = time;
    }

    /// How long a film that is here may be shown.
    Optional<Right> right(FilmId film) {
        Instant now = time.instant();
        return papers.until(film)
                .map(until -> new Right(
                        until,
                        now.isAfter(until)
                                ? Left.NOTHING
                                : now.plus(LITTLE).isAfter(until) ? Left.LITTLE : Left.ENOUGH));
    }

    /// The worker is to look which are due.
    synchronized void look() {
        looked = time.instant();
        wanted = true;
    }

    /// As [#look], if the last time is an hour ago, or later than now as the clock was set.
    ///
    /// @return whether there is something to do
    synchronized boolean lookIfItIsTime() {
        Instant now = time.instant();
        boolean due = looked == null || now.isBefore(looked) || !now.isBefore(looked.plus(EVERY));
        if (due) {
            look();
        }
        return due;
    }

    private synchronized boolean isWanted() {
        boolean was = wanted;
        wanted = false;
        return was;
    }

    /// What is whole is planned again, with what that entails; of what was paused or broke off, the licence alone is
    /// fetched. On the thread that fetches.
    void renew(Collection<Download> downloads) {
        if (!isWanted()) {
            return;
        }
        for (Download download : downloads) {
            if (!papers.licence(download.film()).map(papers::isDue).orElse(true)) {
                continue;
            }
            if (download.activity() == Activity.DONE) {
                download.queue();
            } else if (download.plays() && !download.wantsWork()) {
                renew(download);
            }
        }
    }

    private void renew(Download download) {
        try {
            papers.fetchLicence(download.film());
        } catch (FailureException | IOException e) {
            LOG.info("the licence of film {} cannot be renewed now: {}", download.film(), e.toString());
        }
    }
}
