package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Journals as the person reads them who is named there.
final class JournalExportStore {
    /// Something that a person did.
    ///
    /// @param what its kind, as in `MessagePosted`
    /// @param heldBack why it has no effect; null if it has
    /// @param told all of it
    record Done(
            OperationId id,
            Instant at,
            DeviceId device,
            String what,
            @Nullable String heldBack,
            OperationBody told) {}

    /// What became of a contribution in the books.
    ///
    /// @param contributor the name that was given, null if none
    record Booked(
            OperationId id,
            Instant at,
            ProjectId project,
            String title,
            Money amount,
            String method,
            String state,
            @Nullable String contributor) {}

    List<Done> operations(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select device, sequence, encoded, quarantine from operation where actor = :person"
                        + " order by received_at, device, sequence")
                .bind("person", person.value())
                .map((row, _) -> done(
                        OperationCodec.decode(
                                new DeviceId(Sql.id(row, "device")), row.getLong("sequence"), row.getBytes("encoded")),
                        row.getString("quarantine")))
                .list();
    }

    private static Done done(Operation operation, @Nullable String heldBack) {
        return new Done(
                operation.id(),
                operation.time().instant(),
                operation.device(),
                operation.body().getClass().getSimpleName(),
                heldBack,
                operation.body());
    }

    List<Booked> contributions(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select c.id, c.made_at, c.project, p.title, c.currency, c.units, c.method, c.state,"
                        + " c.contributor from contribution c join operation o on o.operation_id = c.id"
                        + " join project p on p.id = c.project where o.actor = :person order by c.made_at, c.id")
                .bind("person", person.value())
                .map((row, _) -> new Booked(
                        new OperationId(Sql.id(row, "id")),
                        Sql.time(row, "made_at"),
                        new ProjectId(Sql.id(row, "project")),
                        row.getString("title"),
                        new Money(Money.Currency.valueOf(row.getString("currency")), row.getLong("units")),
                        row.getString("method"),
                        row.getString("state"),
                        row.getString("contributor")))
                .list();
    }
}
