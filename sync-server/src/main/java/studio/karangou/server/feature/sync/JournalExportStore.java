package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
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
    private static final UUID NIL = new UUID(0, 0);

    /// Something that a person did.
    ///
    /// @param sequence its place in the device's journal
    /// @param what its kind, as in `MessagePosted`
    /// @param heldBack why it has no effect; null if it has
    /// @param told all of it
    record Done(
            OperationId id,
            Instant at,
            DeviceId device,
            long sequence,
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

    /// A device that a person has been at.
    ///
    /// @param venue its name
    record At(DeviceId device, String name, String venue, Instant since) {}

    /// A favourite of a person.
    record Favourite(FilmId film, String title) {}

    /// What a person gave a film.
    ///
    /// @param stars from 1 to 5
    record Rating(FilmId film, String title, int stars, Instant at) {}

    List<Favourite> favourites(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select distinct f.id, f.title from favourite m join film f on f.id = m.film"
                        + " where m.owner = :person and not m.removed order by f.title, f.id")
                .bind("person", person.value())
                .map((row, _) -> new Favourite(new FilmId(Sql.id(row, "id")), row.getString("title")))
                .list();
    }

    List<Rating> ratings(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery(
                        "select f.id, f.title, r.stars, r.said_millis from film_rating r join film f on f.id = r.film"
                                + " where r.owner = :person order by r.said_millis, f.id")
                .bind("person", person.value())
                .map((row, _) -> new Rating(
                        new FilmId(Sql.id(row, "id")),
                        row.getString("title"),
                        row.getInt("stars"),
                        Instant.ofEpochMilli(row.getLong("said_millis"))))
                .list();
    }

    List<At> devices(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select d.id, d.name, v.name as venue, m.since from person_device m"
                        + " join device d on d.id = m.device join venue v on v.id = d.venue"
                        + " where m.person = :person order by m.since, d.id")
                .bind("person", person.value())
                .map((row, _) -> new At(
                        new DeviceId(Sql.id(row, "id")),
                        row.getString("name"),
                        row.getString("venue"),
                        Sql.time(row, "since")))
                .list();
    }

    /// What a person did, one device after the other, in its order.
    ///
    /// @param last behind which it begins, null for the first page
    List<Done> operations(Transaction transaction, PersonId person, @Nullable Done last, int most) {
        return transaction
                .handle()
                .createQuery("select device, sequence, encoded, quarantine from operation where actor = :person"
                        + " and (device > :device or (device = :device and sequence > :sequence))"
                        + " order by device, sequence limit :most")
                .bind("person", person.value())
                .bind("device", last == null ? NIL : last.device().value())
                .bind("sequence", last == null ? 0 : last.sequence())
                .bind("most", most)
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
                operation.sequence(),
                operation.body().getClass().getSimpleName(),
                heldBack,
                operation.body());
    }

    /// What became of the contributions of a person, in their order.
    ///
    /// @param last behind which it begins, null for the first page
    List<Booked> contributions(Transaction transaction, PersonId person, @Nullable Booked last, int most) {
        return transaction
                .handle()
                .createQuery("select c.id, c.made_at, c.project, p.title, c.currency, c.units, c.method, c.state,"
                        + " c.contributor from contribution c join operation o on o.operation_id = c.id"
                        + " join project p on p.id = c.project where o.actor = :person"
                        + " and c.id > :last order by c.id limit :most")
                .bind("person", person.value())
                .bind("last", last == null ? NIL : last.id().value())
                .bind("most", most)
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
