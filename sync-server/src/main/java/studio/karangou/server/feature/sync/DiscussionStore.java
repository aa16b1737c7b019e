package studio.karangou.server.feature.sync;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Messages in the database.
final class DiscussionStore {
    boolean isUnder(Transaction transaction, FilmId film, OperationId message) {
        return transaction
                .handle()
                .createQuery("select 1 from message where id = :id and film = :film")
                .bind("id", message.value())
                .bind("film", film.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// The newest first.
    ///
    /// @param before only older ones than this one, null for the newest
    List<Discussions.Written> page(Transaction transaction, FilmId film, @Nullable OperationId before, int most) {
        return transaction
                .handle()
                .createQuery("select id, written_at, author, body from message where film = :film"
                        + " and (cast(:before as uuid) is null or (written_at, id)"
                        + " < (select b.written_at, b.id from message b where b.id = cast(:before as uuid)))"
                        + " order by written_at desc, id desc limit :most")
                .bind("film", film.value())
                .bind("before", Sql.id(before))
                .bind("most", most)
                .map((row, _) -> new Discussions.Written(
                        new OperationId(Sql.id(row, "id")),
                        Sql.time(row, "written_at"),
                        row.getString("author"),
                        row.getString("body")))
                .list();
    }

    /// @return whose film it was about, empty if there is none
    Optional<FilmId> remove(Transaction transaction, OperationId message) {
        Optional<FilmId> film = transaction
                .handle()
                .createQuery("select film from message where id = :id for update")
                .bind("id", message.value())
                .map((row, _) -> new FilmId(Sql.id(row, "film")))
                .findOne();
        transaction
                .handle()
                .createUpdate("delete from message where id = :id")
                .bind("id", message.value())
                .execute();
        return film;
    }
}
