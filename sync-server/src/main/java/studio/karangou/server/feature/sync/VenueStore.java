package studio.karangou.server.feature.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.sync.LastWordStore.On;

/// What the devices of a venue tell each other through the server: cash to be taken, films that kiosks hold.
final class VenueStore {
    private final LastWordStore<Boolean> words = new LastWordStore<>("kiosk_film", "venue", "held", Boolean.class, "");

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

    /// Whether the kiosks of a venue hold films: of all that is said of one, the last word.
    void choose(Transaction transaction, VenueId venue, Map<FilmId, LastWriter<Boolean>> choices) {
        Map<On, LastWriter<Boolean>> words = new HashMap<>();
        choices.forEach((film, word) -> words.put(new On(venue.value(), film), word));
        this.words.say(transaction, words);
    }

    /// What is said of these films now.
    List<Change.KioskFilm> chosen(Transaction transaction, VenueId venue, Collection<FilmId> films) {
        return words
                .said(
                        transaction,
                        films.stream().map(film -> new On(venue.value(), film)).toList())
                .entrySet()
                .stream()
                .map(said -> new Change.KioskFilm(
                        said.getKey().film(), said.getValue().value()))
                .toList();
    }
}
