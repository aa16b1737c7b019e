package studio.karangou.desktop.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Licence;
import studio.karangou.desktop.engine.store.WatchingStore;

/// Whether a showing may begin now. Its signature and whose licence it is were checked when it was read.
final class LicenceCheck {
    private static final Logger LOG = LoggerFactory.getLogger(LicenceCheck.class);
    /// Beginning again within this time is the same showing: a break, a power cut, a wrong key.
    private static final Duration SAME_SHOWING = Duration.ofHours(6);

    private final WatchingStore watching;
    private final InstantSource time;

    /// @param time the device's best time
    LicenceCheck(WatchingStore watching, InstantSource time) {
        this.watching = watching;
        this.time = time;
    }

    /// @throws FailureException with a [ShowingFailure] if it may not
    void check(Licence licence) {
        Instant now = time.instant();
        if (now.isAfter(licence.notAfter())) {
            throw new ShowingFailure.LicenceExpired(licence.notAfter()).asException();
        }
        if (now.isBefore(licence.notBefore())) {
            throw new ShowingFailure.LicenceNotYet(licence.notBefore()).asException();
        }
        Integer allowed = licence.screenings();
        if (allowed != null) {
            List<Instant> began = watching.showings(licence.id());
            if (began.size() >= allowed && !isSameShowing(began, now)) {
                throw new ShowingFailure.LicenceUsedUp(allowed).asException();
            }
        }
    }

    /// Counts a showing whose picture begins now. If it cannot be counted the show goes on.
    void begins(Licence licence) {
        if (licence.screenings() == null) {
            return;
        }
        Instant now = time.instant();
        try {
            if (!isSameShowing(watching.showings(licence.id()), now)) {
                watching.showingBegan(licence.id(), now);
            }
        } catch (FailureException e) {
            LOG.error("a showing of licence {} is not counted", licence.id(), e);
        }
    }

    private static boolean isSameShowing(List<Instant> began, Instant now) {
        return !began.isEmpty() && now.isBefore(began.getLast().plus(SAME_SHOWING));
    }
}
