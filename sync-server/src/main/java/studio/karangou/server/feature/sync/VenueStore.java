package studio.karangou.server.feature.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// What the devices of a venue tell each other through the server: cash to be taken, films that kiosks hold.
final class VenueStore {
    /// Contributions of a venue, locked in the order of their ids until the end of the transaction. To be called
    /// before projects are locked.
    Map<OperationId, CashDesk.Contribution> lock(
            Transaction transaction, VenueId venue, Collection<OperationId> contributions) {
        if (contributions.isEmpty()) {
            return Map.of();
        }
        return transaction
                .handle()
                .createQuery("select id, project, currency, units, method, state, made_at,"
                        + " (select name from device where device.id = contribution.device) as kiosk from contribution"
                        + " where venue = :venue and id = any(:ids) order by id for update")
                .bind("venue", venue.value())
                .bindArray(
                        "ids",
                        UUID.class,
                        contributions.stream().map(OperationId::value).toArray())
                .map((row, _) -> contribution(row))
                .collect(Collectors.toMap(CashDesk.Contribution::id, Function.identity()));
    }

    private static CashDesk.Contribution contribution(ResultSet row) throws SQLException {
        return new CashDesk.Contribution(
                new OperationId(Sql.id(row, "id")),
                row.getString("kiosk"),
                new ProjectId(Sql.id(row, "project")),
                new Money(Money.Currency.valueOf(row.getString("currency")), row.getLong("units")),
                ContributionMethod.valueOf(row.getString("method")),
                Sql.time(row, "made_at"),
                ContributionState.valueOf(row.getString("state")));
    }

    /// Writes the steps of contributions that were locked.
    void settle(Transaction transaction, Instant now, List<CashDesk.Move> moves) {
        for (CashDesk.Move move : moves) {
            int changed = transaction
                    .handle()
                    .createUpdate("update contribution set state = :state, settled_by = :by, settled_at = :now"
                            + " where id = :id and state = :waiting")
                    .bind("state", move.after().state().name())
                    .bind("by", move.settling().id().value())
                    .bind("now", Sql.time(now))
                    .bind("id", move.after().id().value())
                    .bind("waiting", ContributionState.AWAITING_PAYMENT.name())
                    .execute();
            if (changed != 1) {
                throw new IllegalStateException("a contribution that was locked is not there as it was");
            }
        }
    }

    /// Whether the kiosks of a venue hold a film; a word older than the last changes nothing.
    void choose(Transaction transaction, VenueId venue, FilmId film, boolean held, HybridTime said) {
        boolean done = renew(transaction, venue, film, held, said) || begin(transaction, venue, film, held, said);
        if (!done) {
            renew(transaction, venue, film, held, said); // another may have begun in between
        }
    }

    private static boolean renew(Transaction transaction, VenueId venue, FilmId film, boolean held, HybridTime said) {
        return word(
                transaction,
                "update kiosk_film set held = :held, said_millis = :millis, said_counter = :counter"
                        + " where venue = :venue and film = :film and (said_millis < :millis"
                        + " or (said_millis = :millis and said_counter < :counter))",
                venue,
                film,
                held,
                said);
    }

    /// A conflict must be rare: H2 undoes the statement then, and until this transaction ends, who waits for it keeps
    /// a core busy.
    private static boolean begin(Transaction transaction, VenueId venue, FilmId film, boolean held, HybridTime said) {
        return word(
                transaction,
                "insert into kiosk_film (venue, film, held, said_millis, said_counter)"
                        + " select cast(:venue as uuid), cast(:film as uuid), cast(:held as boolean),"
                        + " cast(:millis as bigint), cast(:counter as integer)"
                        + " where not exists (select 1 from kiosk_film where venue = :venue and film = :film)"
                        + " on conflict do nothing",
                venue,
                film,
                held,
                said);
    }

    private static boolean word(
            Transaction transaction, String sql, VenueId venue, FilmId film, boolean held, HybridTime said) {
        return transaction
                        .handle()
                        .createUpdate(sql)
                        .bind("venue", venue.value())
                        .bind("film", film.value())
                        .bind("held", held)
                        .bind("millis", said.millis())
                        .bind("counter", said.counter())
                        .execute()
                > 0;
    }

    /// What is said of these films now.
    List<Change.KioskFilm> chosen(Transaction transaction, VenueId venue, Collection<FilmId> films) {
        if (films.isEmpty()) {
            return List.of();
        }
        return transaction
                .handle()
                .createQuery("select film, held from kiosk_film where venue = :venue and film = any(:films)")
                .bind("venue", venue.value())
                .bindArray(
                        "films", UUID.class, films.stream().map(FilmId::value).toArray())
                .map((row, _) -> new Change.KioskFilm(new FilmId(Sql.id(row, "film")), row.getBoolean("held")))
                .list();
    }
}
