package studio.karangou.server.retention;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is kept for a while only, one rule a line: how many days, and what is removed then. Why stands in the sentences
/// `retention.why.…`, which the register of processing repeats.
///
/// The condition speaks of rows whose time is before `:limit`: now less the days.
enum RetentionRule {
    /// Codes that were sent or used, and with them drafts of accounts that nobody confirmed.
    CODES(2, "one_time_code", "expires_at < :limit"),
    /// Sign-ins with another provider that were begun in a browser.
    PROVIDER_SIGN_INS(2, "provider_sign_in", "expires_at < :limit"),
    /// Letters that could not be handed over in time.
    LETTERS(7, "letter", "expires_at < :limit"),
    /// Sessions that were ended, or not used until their end.
    SESSIONS(90, "person_session", "ended_at < :limit or expires_at < :limit"),
    /// Recovery codes of second factors that were used.
    RECOVERY_CODES(90, "recovery_code", "used_at < :limit"),
    /// What was watched over the network: needed while a playlist's token is good (three days at most), no longer.
    VIEWINGS(4, "viewing", "lease_until < :limit"),
    /// Enrolment codes of devices.
    ENROLMENT_CODES(2, "enrolment_code", "expires_at < :limit"),
    /// Which requests from USB drives were answered.
    ENROLMENT_REQUESTS(30, "enrolment_request", "answered_at < :limit"),
    /// Roles that were refused.
    REFUSED_ROLES(365, "person_role", "state = 'REFUSED' and decided_at < :limit"),
    /// Faults of clients that no device has told of since, and which devices did.
    FAULTS(180, "fault", "last_seen < :limit"),
    /// Licences whose last day is over.
    LICENCES(90, "licence", "not_after < :limit"),
    /// Preparations of films that are over, but the latest of each film.
    PREPARATIONS(
            180,
            "ingest_job",
            "ended_at < :limit and revision < (select max(j.revision) from ingest_job j where j.film = ingest_job.film)"),
    /// What stands in operations that cannot be read, and so not searched for names: their places stay, as the journal
    /// goes on behind them.
    UNREADABLE_OPERATIONS(
            365, "operation", "quarantine like 'protocol.%' and received_at < :limit and octet_length(encoded) > 0") {
        @Override
        boolean isEmptied() {
            return true;
        }
    },
    /// What the feed says of things that are over. Thirteen months: a device that is put away for a season, or
    /// comes out for a festival once a year, learns of it as any other does, and need not read everything anew.
    FEED(396);

    /// What no rule ever removes: it is named in the table, so that nobody looks for it in vain.
    static final List<String> KEPT = List.of(
            "audit",
            "journals",
            "contributions",
            "messages",
            "film-views",
            "kiosk-films",
            "favourites",
            "people-of-devices");

    private final int days;
    private final @Nullable String table;
    private final @Nullable String condition;

    /// One that is applied by whoever knows how.
    RetentionRule(int days) {
        this(days, null, null);
    }

    RetentionRule(int days, @Nullable String table, @Nullable String condition) {
        this.days = days;
        this.table = table;
        this.condition = condition;
    }

    /// As in `provider-sign-ins`.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether rows stay, without their content.
    boolean isEmptied() {
        return false;
    }

    /// If nobody says otherwise.
    int standardDays() {
        return days;
    }

    String table() {
        return Objects.requireNonNull(table);
    }

    String condition() {
        return Objects.requireNonNull(condition);
    }
}
