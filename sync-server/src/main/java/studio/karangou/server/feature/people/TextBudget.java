package studio.karangou.server.feature.people;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.post.PostSettings.TextLimits;

/// How many codes may leave by text message in an hour and in a day, from all nodes together: each costs money,
/// and who is paid for messages to far numbers likes to have them sent. A quarter of either is kept for numbers
/// that have an account. Notices to who has proven a number are not counted.
final class TextBudget {
    private static final Logger LOG = LoggerFactory.getLogger(TextBudget.class);
    private static final int KEPT_FOR_ACCOUNTS = 4;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final @Nullable TextLimits most;
    private final TextCountStore store = new TextCountStore();

    /// @param most null without a gateway: then messages cost nothing
    TextBudget(Database database, AuditLog audit, Clock clock, @Nullable TextLimits most) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.most = most;
    }

    /// Whether messages reach phones.
    boolean hasGateway() {
        return most != null;
    }

    /// Takes a message to whatever phone from what is there for all; letters cost nothing. To be called outside a
    /// transaction.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.MessagesUsedUp]
    void take(Contact contact) {
        if (most != null && contact.kind() == ContactKind.PHONE) {
            take(forAll(most.hour()), forAll(most.day()), true);
        }
    }

    /// Takes a message from all that is left, for a phone that has an account. Where there is none nothing is
    /// sent and nothing taken, but the answer is the same: it tells nobody which numbers have one.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.MessagesUsedUp]
    void takeForAccount(Contact contact, boolean has) {
        if (most != null && contact.kind() == ContactKind.PHONE) {
            take(most.hour(), most.day(), has);
        }
    }

    private static int forAll(int limit) {
        return limit - limit / KEPT_FOR_ACCOUNTS;
    }

    private void take(int mostInHour, int mostInDay, boolean counts) {
        Instant now = clock.instant();
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        boolean taken = database.inTransaction(transaction -> {
            TextCountStore.Count count = store.lock(transaction, hour, hour.minus(DAY));
            boolean free = count.thisHour() < mostInHour && count.lastDay() < mostInDay;
            if (counts || !free) {
                store.count(transaction, hour, free);
            }
            if (!free && count.refused() == 0) {
                LOG.warn(
                        "no more text messages for now: {} in this hour, {} in a day",
                        count.thisHour(),
                        count.lastDay());
                audit.append(transaction, Actor.NOBODY, AuditAction.MESSAGES_USED_UP, null, null);
            }
            return free;
        });
        if (!taken) {
            throw new AccountFailure.MessagesUsedUp(
                            Duration.between(now, hour.plus(HOUR)).toSeconds() + 1)
                    .asException();
        }
    }
}
