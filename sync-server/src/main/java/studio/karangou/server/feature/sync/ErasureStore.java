package studio.karangou.server.feature.sync;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Who did what, as far as it can be dropped again.
final class ErasureStore {
    /// Which of these people were erased. Their rows are locked: who is erased meanwhile waits until these operations
    /// are there to be dropped too.
    Set<PersonId> erased(Transaction transaction, Collection<PersonId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(transaction
                .handle()
                .createQuery("select id, erased_at from person where id = any(:ids) order by id for update")
                .bindArray(
                        "ids", UUID.class, people.stream().map(PersonId::value).toArray())
                .map((row, _) -> Sql.timeOrNull(row, "erased_at") == null ? null : new PersonId(Sql.id(row, "id")))
                .filter(person -> person != null)
                .list());
    }

    /// Some of what a person did.
    List<Operation> operations(Transaction transaction, PersonId person, int most) {
        return transaction
                .handle()
                .createQuery("select device, sequence, encoded from operation where actor = :person"
                        + " order by device, sequence limit :most")
                .bind("person", person.value())
                .bind("most", most)
                .map((row, _) -> OperationCodec.decode(
                        new DeviceId(Sql.id(row, "device")), row.getLong("sequence"), row.getBytes("encoded")))
                .list();
    }

    /// Writes an operation in the place of itself, and what came of it, without names.
    void rewrite(Transaction transaction, Operation bare) {
        transaction
                .handle()
                .createUpdate("update operation set encoded = :encoded, actor = null"
                        + " where device = :device and sequence = :sequence")
                .bind("encoded", OperationCodec.encode(bare))
                .bind("device", bare.device().value())
                .bind("sequence", bare.sequence())
                .execute();
        transaction
                .handle()
                .createUpdate("update message set author = :nobody where id = :id")
                .bind("nobody", MessagePosted.NOBODY)
                .bind("id", bare.id().value())
                .execute();
        transaction
                .handle()
                .createUpdate("update contribution set contributor = null where id = :id")
                .bind("id", bare.id().value())
                .execute();
    }

    /// Removes a person's favourites and ratings. What was told of the films they rated is told anew without
    /// theirs. Rows are locked in the order of whoever tells: ratings first, then figures, by their films.
    void forgetMarks(Transaction transaction, PersonId person) {
        delete(transaction, "favourite", person);
        Object[] rated = transaction
                .handle()
                .createQuery("select film from film_rating where owner = :person order by film for update")
                .bind("person", person.value())
                .mapTo(UUID.class)
                .list()
                .toArray();
        delete(transaction, "film_rating", person);
        if (rated.length > 0) {
            transaction
                    .handle()
                    .createQuery("select film from film_figures where film = any(:films) order by film for update")
                    .bindArray("films", UUID.class, rated)
                    .mapTo(UUID.class)
                    .list();
            transaction
                    .handle()
                    .createUpdate("update film_figures set due = true where film = any(:films)")
                    .bindArray("films", UUID.class, rated)
                    .execute();
        }
    }

    private static void delete(Transaction transaction, String table, PersonId owner) {
        transaction
                .handle()
                .createUpdate("delete from <table> where owner = :person")
                .define("table", table)
                .bind("person", owner.value())
                .execute();
    }

    /// Forgets at which devices a person was.
    void forgetDevices(Transaction transaction, PersonId person) {
        transaction
                .handle()
                .createUpdate("delete from person_device where person = :person")
                .bind("person", person.value())
                .execute();
    }

    /// A message as devices are told it, empty if it was never applied.
    Optional<Change.MessageShared> message(Transaction transaction, OperationId id) {
        return transaction
                .handle()
                .createQuery("select film, author, body, written_at from message where id = :id")
                .bind("id", id.value())
                .map((row, _) -> new Change.MessageShared(
                        id,
                        new FilmId(Sql.id(row, "film")),
                        row.getString("author"),
                        row.getString("body"),
                        Sql.time(row, "written_at")))
                .findOne();
    }
}
