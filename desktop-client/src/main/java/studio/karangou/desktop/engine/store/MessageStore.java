package studio.karangou.desktop.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.desktop.feature.discussion.Discussion;
import studio.karangou.desktop.feature.discussion.Message;
import studio.karangou.desktop.feature.discussion.Message.Delivery;
import studio.karangou.desktop.feature.discussion.Messages;

/// Messages: those of the server's feed, and this device's own that are not in it yet.
public final class MessageStore implements Messages {
    private static final String ALL = """
            SELECT m.id, m.film, m.author, m.text, m.written_at AS at, o.id IS NOT NULL AS own,
                   CAST(NULL AS UUID) AS device, CAST(NULL AS BIGINT) AS sequence, CAST(NULL AS VARBINARY) AS body,
                   FALSE AS refused, TRUE AS shared
            FROM message m LEFT JOIN operation o ON o.id = m.id
            UNION ALL
            SELECT o.id, o.film, NULL, NULL, o.made_at, TRUE, o.device, o.sequence, o.body,
                   o.refusal IS NOT NULL, o.sequence <= COALESCE(p.acknowledged, 0)
            FROM operation o
            LEFT JOIN journal_position p ON p.device = o.device
            WHERE o.kind = :posted AND NOT EXISTS (SELECT 1 FROM message m WHERE m.id = o.id)
            AND o.id NOT IN (SELECT id FROM message_removed)
            AND (o.refusal IS NULL OR o.id NOT IN (SELECT operation FROM refusal_settled))
            """;

    private final LocalDatabase database;
    private final CatalogueStore catalogue;
    private final Changes changes;

    public MessageStore(LocalDatabase database, CatalogueStore catalogue, Changes changes) {
        this.database = database;
        this.catalogue = catalogue;
        this.changes = changes;
    }

    static void put(Handle handle, List<Change.MessageShared> all) {
        PreparedBatch batch = handle.prepareBatch(
                "MERGE INTO message (id, film, author, text, written_at) KEY (id) VALUES (?, ?, ?, ?, ?)");
        for (Change.MessageShared shared : all) {
            batch.bind(0, Rows.id(shared.id().value()))
                    .bind(1, Rows.id(shared.film().value()))
                    .bind(2, Rows.text(shared.author()))
                    .bind(3, Rows.text(shared.text()))
                    .bind(4, Rows.number(shared.writtenAt().toEpochMilli()))
                    .add();
        }
        batch.execute();
    }

    @Override
    public List<Message> of(FilmId film) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM (" + ALL + ") WHERE film = :film ORDER BY at, id")
                        .bind("posted", MessagePosted.KIND)
                        .bind("film", film.value())
                        .map((row, context) -> message(row))
                        .list());
    }

    @Override
    public List<Discussion> discussions() {
        return database.read(handle -> handle.createQuery("SELECT * FROM (SELECT a.*, "
                        + "ROW_NUMBER() OVER (PARTITION BY film ORDER BY at DESC, id DESC) AS place, "
                        + "COUNT(*) OVER (PARTITION BY film) AS messages FROM (" + ALL + ") a) "
                        + "WHERE place = 1 ORDER BY at DESC, id DESC")
                .bind("posted", MessagePosted.KIND)
                .map((row, context) -> discussion(row))
                .list());
    }

    @Override
    public Room room(FilmId film) {
        return database.read(handle -> handle.createQuery("SELECT whole FROM room WHERE film = :film")
                .bind("film", film.value())
                .mapTo(Boolean.class)
                .findOne()
                .map(whole -> whole ? Room.HERE : Room.AWAITED)
                .orElse(Room.ELSEWHERE));
    }

    @Override
    public void awaited(FilmId film) {
        database.write(handle -> handle.createUpdate("INSERT INTO room (film, whole) SELECT :film, FALSE"
                        + " WHERE NOT EXISTS (SELECT 1 FROM room WHERE film = :film)")
                .bind("film", film.value())
                .execute());
    }

    /// It goes, also where this device's own journal has it.
    static void remove(Handle handle, Change.MessageRemoved removed) {
        handle.createUpdate("DELETE FROM message WHERE id = :id")
                .bind("id", removed.id().value())
                .execute();
        handle.createUpdate("MERGE INTO message_removed (id) KEY (id) VALUES (:id)")
                .bind("id", removed.id().value())
                .execute();
    }

    /// From here on all of a scope is here; only those that are rooms are ever asked for.
    static void whole(Handle handle, Change.Joined joined) {
        handle.createUpdate("MERGE INTO room (film, whole) KEY (film) VALUES (:film, TRUE)")
                .bind("film", joined.scope())
                .execute();
    }

    /// Nothing stays of a scope that was somebody's.
    static void leave(Handle handle, PersonId person) {
        handle.createUpdate("DELETE FROM room WHERE film = :person")
                .bind("person", person.value())
                .execute();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changes.messages().add(listener);
    }

    private Discussion discussion(ResultSet row) throws SQLException {
        FilmId film = new FilmId(row.getObject("film", UUID.class));
        String title = catalogue.film(film).map(Film::title).orElse("");
        return new Discussion(film, title, row.getInt("messages"), message(row));
    }

    private static Message message(ResultSet row) throws SQLException {
        OperationId id = new OperationId(row.getObject("id", UUID.class));
        Instant at = Instant.ofEpochMilli(row.getLong("at"));
        byte @Nullable [] body = row.getBytes("body");
        if (body == null) {
            return new Message(
                    id, row.getString("author"), row.getString("text"), at, row.getBoolean("own"), Delivery.SHARED);
        }
        Operation operation =
                OperationCodec.decode(new DeviceId(row.getObject("device", UUID.class)), row.getLong("sequence"), body);
        if (!(operation.body() instanceof MessagePosted posted)) {
            throw new IllegalStateException("indexed as a message: operation " + operation.sequence());
        }
        return new Message(id, posted.author(), posted.text(), at, true, delivery(row));
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        if (row.getBoolean("refused")) {
            return Delivery.REFUSED;
        }
        return row.getBoolean("shared") ? Delivery.SHARED : Delivery.PENDING;
    }
}
