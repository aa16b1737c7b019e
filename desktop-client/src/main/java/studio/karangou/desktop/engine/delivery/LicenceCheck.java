package studio.karangou.desktop.engine.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import studio.karangou.common.protocol.Licence;
import studio.karangou.desktop.engine.store.WatchingStore;

/// Whether a showing may begin now. Its signature and whose licence it is were checked when it was read.
final class LicenceCheck {
    /// Beginning again within this time is the same showing: a break, a power cut, a wrong key.
    private static final Duration SAME_SHOWING = Duration.ofHours(6);

    private final WatchingStore watching;
    private final InstantSource time;

    /// @param time the device's best time
    LicenceCheck(WatchingStore watching, InstantSource time) {
        this.watching = watching;
        this.time = time;
    }

    /// @throws studio.karangou.common.model.FailureException with a [ShowingFailure] if it may not
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

    /// Counts a showing whose picture begins now.
    void begins(Licence licence) {
        Instant now = time.instant();
        if (!isSameShowing(watching.showings(licence.id()), now)) {
            watching.showingBegan(licence.id(), now);
        }
    }

    private static boolean isSameShowing(List<Instant> began, Instant now) {
        return !began.isEmpty() && now.isBefore(began.getLast().plus(SAME_SHOWING));
    }
}
