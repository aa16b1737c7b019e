package studio.karangou.desktop.engine.store;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.engine.store.JournalFrame.Entry;

/// The journal in the database: a second copy of every operation, how far the server has them, and what it refused.
final class JournalIndex {
    /// What this journal has at an earlier place, as it was taken over twice, counts there, here and at the server.
    /// (It is looked for by its id alone: with the device and the sequences before, H2 reads all of these.)
    private static final String PUT = """
            MERGE INTO operation (device, sequence, id, kind, film, made_at, previous, body) KEY (device, sequence)
            SELECT CAST(? AS UUID), CAST(? AS BIGINT), CAST(? AS UUID), CAST(? AS INTEGER), CAST(? AS UUID),
                   CAST(? AS BIGINT), CAST(? AS VARBINARY), CAST(? AS VARBINARY)
            WHERE COALESCE((SELECT sequence FROM operation WHERE id = ?), CAST(? AS BIGINT)) >= CAST(? AS BIGINT)""";

    /// Kinds that the program records by itself, and shows to nobody.
    private static final String QUIET = "(" + FaultReported.KIND + ", " + RoomFollowed.KIND + ")";

    private final LocalDatabase database;

    JournalIndex(LocalDatabase database) {
        this.database = database;
    }

    /// An operation and what the server made of it.
    record Indexed(Operation operation, @Nullable String refusal) {}

    /// Writes entries in one transaction.
    void put(DeviceId device, List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        List<Operation> operations = entries.stream()
                .map(entry -> OperationCodec.decode(device, entry.sequence(), entry.operation()))
                .toList();
        database.write(handle -> {
            // taken over from the journal of a device that this one was before
            PreparedBatch elsewhere = handle.prepareBatch("DELETE FROM operation WHERE id = ? AND device <> ?");
            PreparedBatch here = handle.prepareBatch(PUT);
            for (int i = 0; i < entries.size(); i++) {
                Operation operation = operations.get(i);
                UUID id = operation.id().value();
                elsewhere.bind(0, Rows.id(id)).bind(1, Rows.id(device.value())).add();
                put(here, operation, entries.get(i));
            }
            elsewhere.execute();
            return here.execute();
        });
    }

    private static void put(PreparedBatch batch, Operation operation, Entry entry) {
        batch.bind(0, Rows.id(operation.device().value()))
                .bind(1, Rows.number(entry.sequence()))
                .bind(2, Rows.id(operation.id().value()))
                .bind(3, Rows.number(operation.body().kind()))
                .bind(4, Rows.id(film(operation.body())))
                .bind(5, Rows.number(operation.time().millis()))
                .bind(6, Rows.bytes(entry.previousHash().toArray()))
                .bind(7, Rows.bytes(entry.operation()))
                .bind(8, Rows.id(operation.id().value()))
                .bind(9, Rows.number(entry.sequence()))
                .bind(10, Rows.number(entry.sequence()))
                .add();
    }

    /// The highest sequence, 0 if there is none.
    long last(DeviceId device) {
        return database.read(
                handle -> handle.createQuery("SELECT COALESCE(MAX(sequence), 0) FROM operation WHERE device = :device")
                        .bind("device", device.value())
                        .mapTo(Long.class)
                        .one());
    }

    /// Whether any journal of this machine has the operation, as far as they are indexed.
    boolean has(OperationId operation) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM operation WHERE id = :id")
                .bind("id", operation.value())
                .mapTo(Integer.class)
                .map(count -> count > 0)
                .one());
    }

    /// What other journals of this machine have that no server has, and this one has not either; in order.
    List<Operation> leftBehind(DeviceId device) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.device, o.sequence, o.body FROM operation o
                        LEFT JOIN journal_position p ON p.device = o.device
                        WHERE o.device <> :device AND o.sequence > COALESCE(p.acknowledged, 0)
                        ORDER BY o.made_at, o.device, o.sequence""")
                .bind("device", device.value())
                .map((row, context) -> OperationCodec.decode(
                        new DeviceId(row.getObject(1, UUID.class)), row.getLong(2), row.getBytes(3)))
                .list());
    }

    Optional<Entry> read(DeviceId device, long sequence) {
        return database.read(handle -> handle.createQuery(
                        "SELECT previous, body FROM operation WHERE device = :device AND sequence = :sequence")
                .bind("device", device.value())
                .bind("sequence", sequence)
                .map((row, context) -> new Entry(sequence, Bytes.of(row.getBytes(1)), row.getBytes(2)))
                .findOne());
    }

    /// The last sequence that the server said it has, 0 if none.
    long acknowledged(DeviceId device) {
        return database.read(handle -> acknowledged(handle, device));
    }

    private static long acknowledged(Handle handle, DeviceId device) {
        return handle.createQuery("SELECT acknowledged FROM journal_position WHERE device = :device")
                .bind("device", device.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L);
    }

    /// Takes note of what the server has and of what it set aside, in one transaction. What was set aside of the
    /// operations that it speaks of now, or has lost, is forgotten: a restored server decides anew.
    ///
    /// @param quarantined without [copies][#isCopy(PushReceipt.Quarantined)]
    /// @return whether it changed what is set aside
    boolean acknowledge(DeviceId device, long acknowledged, List<PushReceipt.Quarantined> quarantined) {
        return database.write(handle -> {
            int forgotten = handle.createUpdate("""
                            UPDATE operation SET refusal = NULL
                            WHERE device = :device AND sequence > :kept AND refusal IS NOT NULL""")
                    .bind("device", device.value())
                    .bind("kept", Math.min(acknowledged, acknowledged(handle, device)))
                    .execute();
            handle.createUpdate(
                            "MERGE INTO journal_position (device, acknowledged) KEY (device) VALUES (:device, :acknowledged)")
                    .bind("device", device.value())
                    .bind("acknowledged", acknowledged)
                    .execute();
            for (PushReceipt.Quarantined one : quarantined) {
                handle.createUpdate(
                                "UPDATE operation SET refusal = :reason WHERE device = :device AND sequence = :sequence")
                        .bind(
                                "reason",
                                one.reason()
                                        .substring(0, Math.min(100, one.reason().length())))
                        .bind("device", device.value())
                        .bind("sequence", one.sequence())
                        .execute();
            }
            return forgotten > 0 || !quarantined.isEmpty();
        });
    }

    /// Takes note up to where the feed, as far as it is here, knows the journal.
    ///
    /// @return whether it went on
    boolean cover(DeviceId device, long upTo) {
        return database.write(handle -> handle.createUpdate(
                                "UPDATE journal_position SET covered = :upTo WHERE device = :device AND covered < :upTo")
                        .bind("device", device.value())
                        .bind("upTo", upTo)
                        .execute()
                > 0);
    }

    /// What the server took of other journals stands in its feed by now: no feed is read for them any more.
    void coverEarlier(DeviceId now) {
        database.write(
                handle -> handle.createUpdate("UPDATE journal_position SET covered = acknowledged WHERE device <> :now")
                        .bind("now", now.value())
                        .execute());
    }

    /// Whether the server has the very operation from another place, where it counts: it takes an id once, and
    /// only what it applied holds one. That is no refusal, and nothing for a person to look at.
    static boolean isCopy(PushReceipt.Quarantined one) {
        return one.reason().equals(QuarantineReason.DUPLICATE_OPERATION.code());
    }

    /// How many contributions the server does not have.
    int waitingContributions(DeviceId device) {
        return waiting(device, "(" + ContributionMade.KIND + ")");
    }

    /// How many of the program's own operations the server does not have: fault reports, discussions to
    /// follow. They are no host's business.
    int waitingQuietly(DeviceId device) {
        return waiting(device, QUIET);
    }

    private int waiting(DeviceId device, String kinds) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM operation WHERE device = :device AND sequence > :acknowledged AND kind IN "
                                + kinds)
                .bind("device", device.value())
                .bind("acknowledged", acknowledged(handle, device))
                .mapTo(Integer.class)
                .one());
    }

    /// The last fault report of a device.
    Optional<FaultReport> lastFault(DeviceId device) {
        return database.read(handle -> handle.createQuery("""
                        SELECT sequence, body FROM operation WHERE device = :device AND kind = :fault
                        ORDER BY sequence DESC LIMIT 1""")
                .bind("device", device.value())
                .bind("fault", FaultReported.KIND)
                .map((row, context) -> OperationCodec.decode(device, row.getLong(1), row.getBytes(2)))
                .findOne()
                .map(Operation::body)
                .filter(FaultReported.class::isInstance)
                .map(body -> ((FaultReported) body).report()));
    }

    /// How many operations the server has set aside; what is the program's own is none.
    int setAside(DeviceId device) {
        return database.read(handle -> handle.createQuery(
                        "SELECT COUNT(*) FROM operation WHERE device = :device AND refusal IS NOT NULL AND kind NOT IN "
                                + QUIET
                                + " AND id NOT IN (SELECT operation FROM refusal_settled)")
                .bind("device", device.value())
                .mapTo(Integer.class)
                .one());
    }

    /// What the server does not have or has set aside, without what is the program's own: what is set aside
    /// first, as it waits for a person, and of each the oldest first.
    ///
    /// @param most of them; the rest is not even read
    List<Indexed> pending(DeviceId device, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT sequence, body, refusal FROM operation
                        WHERE device = :device AND (sequence > :acknowledged OR refusal IS NOT NULL)
                        AND (refusal IS NULL OR id NOT IN (SELECT operation FROM refusal_settled))""" + " AND kind NOT IN "
                        + QUIET + " ORDER BY CASE WHEN refusal IS NULL THEN 1 ELSE 0 END, sequence LIMIT :most")
                .bind("most", most)
                .bind("device", device.value())
                .bind("acknowledged", acknowledged(handle, device))
                .map((row, context) ->
                        new Indexed(OperationCodec.decode(device, row.getLong(1), row.getBytes(2)), row.getString(3)))
                .list());
    }

    private static @Nullable UUID film(OperationBody body) {
        @Nullable
        FilmId film = switch (body) {
            case ContributionMade made -> made.film();
            case MessagePosted posted -> posted.film();
            case FilmViewed viewed -> viewed.film();
            case KioskFilmChosen chosen -> chosen.film();
            case FilmHeld held -> held.film();
            case FavouriteAdded added -> added.film();
            case FavouriteRemoved removed -> removed.film();
            case FilmRated rated -> rated.film();
            case RoomFollowed followed -> followed.film();
            case CashSettled _, FaultReported _ -> null;
        };
        return film == null ? null : film.value();
    }
}
