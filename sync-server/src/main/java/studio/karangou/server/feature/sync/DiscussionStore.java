package studio.karangou.server.feature.sync;

import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Messages in the database.
final class DiscussionStore {
    List<Discussions.Written> latest(Transaction transaction, FilmId film, int most) {
        return transaction
                .handle()
                .createQuery("select id, written_at, author, body from message where film = :film"
                        + " order by written_at desc, id desc limit :most")
                .bind("film", film.value())
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
