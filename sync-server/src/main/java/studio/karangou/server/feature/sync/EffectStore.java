package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// What applied operations leave in the database: contributions, messages, views. Each has its operation's id, and
/// happened when the device says, but never after it arrived.
final class EffectStore {
    /// A contribution and the operation that made it.
    record NewContribution(Operation operation, Instant happened, ContributionMade made, ContributionState state) {}

    /// A message and the operation that posted it.
    record NewMessage(Operation operation, Instant happened, MessagePosted posted) {}

    /// A view and the operation that told of it.
    record NewView(Operation operation, Instant happened, FilmViewed viewed) {}

    void insertContributions(Transaction transaction, VenueId venue, Instant now, List<NewContribution> contributions) {
        if (contributions.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch("insert into contribution (id, device, venue, project, film, currency, units, method,"
                        + " voucher, voucher_expires, contributor, state, made_at, received_at) values (:id, :device,"
                        + " :venue, :project, cast(:film as uuid), :currency, :units, :method, :voucher,"
                        + " cast(:expires as timestamp with time zone), :contributor, :state, :made, :now)");
        for (NewContribution contribution : contributions) {
            ContributionMade made = contribution.made();
            bind(batch, contribution.operation(), contribution.happened(), now)
                    .bind("venue", venue.value())
                    .bind("project", made.project().value())
                    .bind("film", Sql.id(made.film()))
                    .bind("currency", made.amount().currency().name())
                    .bind("units", made.amount().units())
                    .bind("method", made.method().name())
                    .bind(
                            "voucher",
                            made.voucher() == null ? null : made.voucher().canonical())
                    .bind("expires", made.voucherExpires() == null ? null : Sql.time(made.voucherExpires()))
                    .bind("contributor", made.contributor())
                    .bind("state", contribution.state().name())
                    .add();
        }
        batch.execute();
    }

    void insertMessages(Transaction transaction, Instant now, List<NewMessage> messages) {
        if (messages.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch("insert into message (id, device, film, author, body, written_at, received_at)"
                        + " values (:id, :device, :film, :author, :body, :made, :now)");
        for (NewMessage message : messages) {
            bind(batch, message.operation(), message.happened(), now)
                    .bind("film", message.posted().film().value())
                    .bind("author", message.posted().author())
                    .bind("body", message.posted().text())
                    .add();
        }
        batch.execute();
    }

    void insertViews(Transaction transaction, VenueId venue, Instant now, List<NewView> views) {
        if (views.isEmpty()) {
            return;
        }
        PreparedBatch batch = transaction
                .handle()
                .prepareBatch("insert into film_view (id, device, venue, film, watched_millis, to_the_end, audience,"
                        + " viewed_at, received_at) values (:id, :device, :venue, :film, :watched, :end, :audience,"
                        + " :made, :now)");
        for (NewView view : views) {
            bind(batch, view.operation(), view.happened(), now)
                    .bind("venue", venue.value())
                    .bind("film", view.viewed().film().value())
                    .bind("watched", view.viewed().watched().toMillis())
                    .bind("end", view.viewed().toTheEnd())
                    .bind("audience", view.viewed().audience())
                    .add();
        }
        batch.execute();
    }

    private static PreparedBatch bind(PreparedBatch batch, Operation operation, Instant happened, Instant now) {
        return batch.bind("id", operation.id().value())
                .bind("device", operation.device().value())
                .bind("made", Sql.time(happened))
                .bind("now", Sql.time(now));
    }
}
