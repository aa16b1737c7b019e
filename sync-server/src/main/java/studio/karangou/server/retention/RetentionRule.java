package studio.karangou.server.retention;

import java.util.List;
import java.util.Locale;

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
    FAULTS(180, "fault", "last_seen < :limit");

    /// What no rule ever removes: it is named in the table, so that nobody looks for it in vain.
    static final List<String> KEPT = List.of("audit", "journals", "contributions");

    private final int days;
    private final String table;
    private final String condition;

    RetentionRule(int days, String table, String condition) {
        this.days = days;
        this.table = table;
        this.condition = condition;
    }

    /// As in `provider-sign-ins`.
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// If nobody says otherwise.
    int standardDays() {
        return days;
    }

    String table() {
        return table;
    }

    String condition() {
        return condition;
    }
}
