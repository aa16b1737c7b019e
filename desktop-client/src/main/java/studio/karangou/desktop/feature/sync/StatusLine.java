package studio.karangou.desktop.feature.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Tone;

/// The line in the status bar: true whatever the state of the device is. It says how the device stands with the
/// network, what waits, and what comes next or is wrong.
///
/// @param connection `Hors ligne depuis 2 h 14 (server.garbled)`
/// @param waiting `3 opérations en attente · 1 contribution`
/// @param next `Prochaine synchro au retour du réseau`
record StatusLine(Tone tone, String connection, String waiting, String next) {
    static StatusLine of(SyncStatus status, Instant now, Texts texts) {
        return new StatusLine(
                tone(status), connection(status, now, texts), waiting(status, texts), next(status, now, texts));
    }

    static Tone tone(SyncStatus status) {
        if (isUntried(status)) {
            return Tone.WAIT;
        }
        return switch (status.connection()) {
            case SyncStatus.Connection.Online _ -> status.setAside() > 0 ? Tone.WAIT : Tone.OK;
            case SyncStatus.Connection.Syncing _ -> Tone.OK;
            case SyncStatus.Connection.Offline _ -> Tone.WAIT;
            case SyncStatus.Connection.Refused _ -> Tone.BAD;
            case SyncStatus.Connection.Broken _ -> Tone.BAD;
        };
    }

    /// Nobody knows yet whether the server can be reached.
    private static boolean isUntried(SyncStatus status) {
        return status.connection() instanceof SyncStatus.Connection.Offline
                && (status.remarks().contains(Remark.NOT_TRIED)
                        || status.remarks().contains(Remark.NOT_ENROLLED));
    }

    private static String connection(SyncStatus status, Instant now, Texts texts) {
        if (isUntried(status)) {
            return texts.of(
                    status.remarks().contains(Remark.NOT_ENROLLED) ? "status.not-enrolled" : "status.connecting");
        }
        return switch (status.connection()) {
            case SyncStatus.Connection.Online _ -> texts.of("status.online");
            case SyncStatus.Connection.Syncing syncing -> texts.of("status.syncing", syncing.done(), syncing.total());
            case SyncStatus.Connection.Offline offline -> offline(offline, now, texts);
            case SyncStatus.Connection.Refused refused ->
                texts.of("status.refused", refused.failure().code());
            case SyncStatus.Connection.Broken broken ->
                texts.of("status.broken", broken.failure().code());
        };
    }

    private static String offline(SyncStatus.Connection.Offline offline, Instant now, Texts texts) {
        String words = offlineFor(offline, now, texts);
        Failure why = offline.why();
        return why == null ? words : texts.of("status.with-code", words, why.code());
    }

    /// `Hors ligne depuis 2 h 14`; a clock that was set back makes no time.
    static String offlineFor(SyncStatus.Connection.Offline offline, Instant now, Texts texts) {
        Duration elapsed = offlineFor(offline, now);
        return elapsed.toMinutes() < 1
                ? texts.of("status.offline")
                : texts.of("status.offline-since", texts.formats().duration(elapsed));
    }

    static Duration offlineFor(SyncStatus.Connection.Offline offline, Instant now) {
        Instant since = offline.since();
        Duration elapsed = since == null ? Duration.ZERO : Duration.between(since, now);
        return elapsed.isNegative() ? Duration.ZERO : elapsed;
    }

    private static String waiting(SyncStatus status, Texts texts) {
        List<String> parts = new ArrayList<>();
        if (status.pending() > 0) {
            parts.add(texts.of("status.pending", status.pending()));
        }
        if (status.pendingContributions() > 0) {
            parts.add(texts.of("status.pending-contributions", status.pendingContributions()));
        }
        if (status.setAside() > 0) {
            parts.add(texts.of("status.set-aside", status.setAside()));
        }
        return parts.isEmpty() ? texts.of(nothing(status)) : String.join(" · ", parts);
    }

    /// Only who has heard the server knows that it has everything.
    private static String nothing(SyncStatus status) {
        boolean heard = status.connection() instanceof SyncStatus.Connection.Online && status.lastSync() != null;
        return heard ? "status.all-synced" : "status.nothing-waits";
    }

    private static String next(SyncStatus status, Instant now, Texts texts) {
        return switch (status.connection()) {
            case SyncStatus.Connection.Refused refused -> texts.of(refused.failure());
            case SyncStatus.Connection.Broken broken -> texts.of(broken.failure());
            case SyncStatus.Connection.Offline offline -> {
                Failure why = offline.why();
                yield why == null ? remark(status, now, texts) : texts.of(why);
            }
            case SyncStatus.Connection.Online _, SyncStatus.Connection.Syncing _ -> remark(status, now, texts);
        };
    }

    private static String remark(SyncStatus status, Instant now, Texts texts) {
        if (status.remarks().contains(Remark.NOT_ENROLLED)) {
            return texts.of("status.enrol-first");
        }
        if (status.remarks().contains(Remark.DATABASE_ANEW)) {
            return texts.of("status.database-anew");
        }
        if (status.remarks().contains(Remark.DATABASE_RESTORED)) {
            return texts.of("status.database-restored");
        }
        if (status.remarks().contains(Remark.TIME_UNSURE)) {
            return texts.of("status.time-unsure");
        }
        boolean offline = status.connection() instanceof SyncStatus.Connection.Offline && !isUntried(status);
        return offline ? texts.of("status.next-on-return") : lastSync(status.lastSync(), now, texts);
    }

    /// `Dernière synchro il y a 5 min`.
    static String lastSync(@Nullable Instant last, Instant now, Texts texts) {
        return last == null
                ? texts.of("status.never-synced")
                : texts.of("status.last-sync", texts.formats().ago(last, now));
    }
}
