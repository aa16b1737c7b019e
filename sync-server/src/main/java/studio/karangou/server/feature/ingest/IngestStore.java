package studio.karangou.server.feature.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// The table of preparations. A state changes only from the one that is expected.
final class IngestStore {
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /// Adds a job; its revision is one more than that of any earlier job of the film.
    void add(Transaction transaction, IngestJobId id, FilmId film, UUID node, Instant now) {
        transaction
                .handle()
                .createUpdate("""
                        insert into ingest_job (id, film, revision, node, state, stage, percent, attempts, created_at)
                        select :id, :film, coalesce(max(revision), 0) + 1, :node, 'QUEUED', 'PROBE', 0, 0, :now
                        from ingest_job where film = :film""")
                .bind("id", id.value())
                .bind("film", film.value())
                .bind("node", node)
                .bind("now", Sql.time(now))
                .execute();
    }

    Optional<IngestJob> find(Transaction transaction, IngestJobId id) {
        return transaction
                .handle()
                .createQuery("select * from ingest_job where id = :id")
                .bind("id", id.value())
                .map((row, context) -> read(row))
                .findOne();
    }

    /// A node's jobs in a state, oldest first.
    List<IngestJob> ofNode(Transaction transaction, UUID node, IngestState state) {
        return transaction
                .handle()
                .createQuery("select * from ingest_job where node = :node and state = :state order by created_at, id")
                .bind("node", node)
                .bind("state", state.name())
                .map((row, context) -> read(row))
                .list();
    }

    /// Jobs of all nodes, latest first.
    ///
    /// @param after the last one of the page before, null for the first page
    List<IngestJob> latest(Transaction transaction, @Nullable IngestJobId after, int limit) {
        return transaction
                .handle()
                .createQuery("""
                        select * from ingest_job where cast(:after as uuid) is null or id < cast(:after as uuid)
                        order by id desc limit :limit""")
                .bind("after", after == null ? null : after.value())
                .bind("limit", limit)
                .map((row, context) -> read(row))
                .list();
    }

    /// Which of these jobs are over for good, so that nobody needs their files.
    Set<IngestJobId> over(Transaction transaction, Collection<IngestJobId> jobs) {
        return transaction
                .handle()
                .createQuery("select id from ingest_job where id = any(:ids) and state in ('DONE', 'CANCELLED')")
                .bindArray(
                        "ids", UUID.class, jobs.stream().map(IngestJobId::value).toArray())
                .map((row, context) -> new IngestJobId(Sql.id(row, "id")))
                .collect(Collectors.toSet());
    }

    /// failed → cancelled, for jobs of a node that failed before a moment.
    ///
    /// @return how many
    int giveUp(Transaction transaction, UUID node, Instant failedBefore, Instant now) {
        return transaction
                .handle()
                .createUpdate("""
                        update ingest_job set state = 'CANCELLED', ended_at = :now
                        where node = :node and state = 'FAILED' and ended_at < :before""")
                .bind("node", node)
                .bind("before", Sql.time(failedBefore))
                .bind("now", Sql.time(now))
                .execute();
    }

    /// queued → running.
    ///
    /// @return false if it is not queued any more
    boolean begin(Transaction transaction, IngestJobId id, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("""
                                update ingest_job set state = 'RUNNING', stage = 'PROBE', percent = 0,
                                    attempts = attempts + 1, started_at = :now
                                where id = :id and state = 'QUEUED'""")
                        .bind("id", id.value())
                        .bind("now", Sql.time(now))
                        .execute()
                == 1;
    }

    /// @return false if it does not run any more: somebody, perhaps on another node, cancelled it
    boolean progress(Transaction transaction, IngestJobId id, IngestStage stage, int percent) {
        return transaction
                        .handle()
                        .createUpdate("""
                                update ingest_job set stage = :stage, percent = :percent
                                where id = :id and state = 'RUNNING'""")
                        .bind("id", id.value())
                        .bind("stage", stage.name())
                        .bind("percent", percent)
                        .execute()
                == 1;
    }

    /// running → done.
    boolean done(Transaction transaction, IngestJobId id, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("""
                                update ingest_job set state = 'DONE', percent = 100, ended_at = :now
                                where id = :id and state = 'RUNNING'""")
                        .bind("id", id.value())
                        .bind("now", Sql.time(now))
                        .execute()
                == 1;
    }

    /// running or queued → failed.
    boolean fail(Transaction transaction, IngestJobId id, Failure failure, Instant now) {
        List<String> arguments =
                failure.arguments().stream().map(String::valueOf).toList();
        return transaction
                        .handle()
                        .createUpdate("""
                                update ingest_job set state = 'FAILED', failure_code = :code,
                                    failure_arguments = :arguments, ended_at = :now
                                where id = :id and state in ('RUNNING', 'QUEUED')""")
                        .bind("id", id.value())
                        .bind("code", failure.code())
                        .bind("arguments", toJson(arguments))
                        .bind("now", Sql.time(now))
                        .execute()
                == 1;
    }

    /// queued, running or failed → cancelled; not once the film is being published. Why it failed stays written down.
    boolean cancel(Transaction transaction, IngestJobId id, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("""
                                update ingest_job set state = 'CANCELLED', ended_at = :now
                                where id = :id
                                    and (state in ('QUEUED', 'FAILED') or (state = 'RUNNING' and stage <> 'PUBLISH'))""")
                        .bind("id", id.value())
                        .bind("now", Sql.time(now))
                        .execute()
                == 1;
    }

    /// running → queued, after a stop; failed → queued, when a person asks for it.
    ///
    /// @param attempts what the count of attempts becomes
    boolean queueAgain(Transaction transaction, IngestJobId id, IngestState from, int attempts) {
        if (!from.next().contains(IngestState.QUEUED)) {
            throw new IllegalStateException(from + " cannot become QUEUED");
        }
        return transaction
                        .handle()
                        .createUpdate("""
                                update ingest_job set state = 'QUEUED', stage = 'PROBE', percent = 0,
                                    attempts = :attempts, failure_code = null, failure_arguments = null, ended_at = null
                                where id = :id and state = :from""")
                        .bind("id", id.value())
                        .bind("from", from.name())
                        .bind("attempts", attempts)
                        .execute()
                == 1;
    }

    private static IngestJob read(ResultSet row) throws SQLException {
        @Nullable String code = row.getString("failure_code");
        return new IngestJob(
                new IngestJobId(Sql.id(row, "id")),
                new FilmId(Sql.id(row, "film")),
                row.getInt("revision"),
                Sql.id(row, "node"),
                IngestState.valueOf(row.getString("state")),
                IngestStage.valueOf(row.getString("stage")),
                row.getInt("percent"),
                row.getInt("attempts"),
                Sql.timeOrNull(row, "started_at"),
                code == null
                        ? null
                        : new IngestJob.RecordedFailure(code, fromJson(row.getString("failure_arguments"))));
    }

    private static String toJson(List<String> texts) {
        try {
            return Wire.json().writeValueAsString(texts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("texts can be written", e);
        }
    }

    private static List<String> fromJson(String texts) {
        try {
            return Wire.json().readValue(texts, TEXTS);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("what we wrote can be read", e);
        }
    }
}
