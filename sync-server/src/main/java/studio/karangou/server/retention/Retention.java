package studio.karangou.server.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Sentences;
import studio.karangou.server.db.Database;
import studio.karangou.server.jobs.RepeatedWork;

/// Applies the rules once a day, in the hours when few people are there. Of several nodes each does, which does no
/// harm.
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(30);
    private static final Duration A_DAY = Duration.ofHours(22);
    private static final Duration TOO_LONG = Duration.ofHours(30);
    /// By UTC, which is the time of Lomé.
    private static final int NIGHT_ENDS = 5;

    private final Database database;
    private final RetentionPeriods periods;
    private final Clock clock;
    private final RetentionStore store = new RetentionStore();
    private final RepeatedWork work;

    public Retention(Database database, RetentionPeriods periods, Clock clock) {
        this.database = database;
        this.periods = periods;
        this.clock = clock;
        work = new RepeatedWork("retention", BETWEEN_LOOKS, this::look);
    }

    /// A line of the table.
    ///
    /// @param days null if it is kept
    /// @param ranAt null if it never was applied
    record Line(
            String rule,
            @Nullable Integer days,
            String why,
            @Nullable Instant ranAt,
            long removed,
            long removedInAll) {}

    /// Begins to look whether it is time.
    public void start() {
        work.start();
    }

    private void look() {
        Instant now = clock.instant();
        Map<String, RetentionStore.Run> runs = database.inTransaction(store::runs);
        boolean night = now.atZone(clock.getZone()).getHour() < NIGHT_ENDS;
        Duration patience = night ? A_DAY : TOO_LONG;
        boolean due = runs.size() < RetentionRule.values().length
                || runs.values().stream()
                        .anyMatch(run -> run.at().plus(patience).isBefore(now));
        if (due) {
            apply();
        }
    }

    /// Applies every rule now, each in a transaction of its own.
    public void apply() {
        Instant now = clock.instant();
        for (RetentionRule rule : RetentionRule.values()) {
            Instant limit = now.minus(Duration.ofDays(periods.of(rule)));
            int removed = database.inTransaction(transaction -> {
                int gone = store.remove(transaction, rule, now, limit);
                store.remember(transaction, rule, now, gone);
                return gone;
            });
            if (removed > 0) {
                LOG.info("{} rows of {} were older than {} days", removed, rule.code(), periods.of(rule));
            }
        }
    }

    /// The whole table, what is kept included.
    ///
    /// @param sentences in which it says why
    List<Line> table(Sentences sentences) {
        Map<String, RetentionStore.Run> runs = database.inTransaction(store::runs);
        List<Line> lines = new ArrayList<>();
        for (RetentionRule rule : RetentionRule.values()) {
            RetentionStore.@Nullable Run run = runs.get(rule.code());
            lines.add(new Line(
                    rule.code(),
                    periods.of(rule),
                    sentences.text("retention.why." + rule.code()),
                    run == null ? null : run.at(),
                    run == null ? 0 : run.removed(),
                    run == null ? 0 : run.removedInAll()));
        }
        for (String kept : RetentionRule.KEPT) {
            lines.add(new Line(kept, null, sentences.text("retention.why." + kept), null, 0, 0));
        }
        return lines;
    }

    @Override
    public void close() {
        work.close();
    }
}
