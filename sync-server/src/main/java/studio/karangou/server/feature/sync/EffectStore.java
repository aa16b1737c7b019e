package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.List;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.server.db.BulkInsert;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// What applied operations leave in the database: contributions, messages, views. Each has its operation's id, and
/// happened when the device says, but never after it arrived.
final class EffectStore {
    private static final BulkInsert CONTRIBUTION = new BulkInsert(
            "contribution",
            "id",
            "device",
            "venue",
            "project",
            "film",
            "currency",
            "units",
            "method",
            "voucher",
            "voucher_expires",
            "contributor",
            "state",
            "made_at",
            "received_at");
    private static final BulkInsert MESSAGE =
            new BulkInsert("message", "id", "device", "film", "author", "body", "written_at", "received_at");
    private static final BulkInsert VIEW = new BulkInsert(
            "film_view",
            "id",
            "device",
            "venue",
            "film",
            "watched_millis",
            "to_the_end",
            "audience",
            "viewed_at",
            "received_at");

    /// A contribution and the operation that made it.
    record NewContribution(Operation operation, Instant happened, ContributionMade made, ContributionState state) {}

    /// A message and the operation that posted it.
    record NewMessage(Operation operation, Instant happened, MessagePosted posted) {}

    /// A view and the operation that told of it.
    record NewView(Operation operation, Instant happened, FilmViewed viewed) {}

    void insertContributions(Transaction transaction, VenueId venue, Instant now, List<NewContribution> contributions) {
        CONTRIBUTION.write(transaction, contributions, (row, contribution) -> {
            ContributionMade made = contribution.made();
            row.id(contribution.operation().id().value())
                    .id(contribution.operation().device().value())
                    .id(venue.value())
                    .id(made.project().value())
                    .id(Sql.id(made.film()))
                    .text(made.amount().currency().name())
                    .bigint(made.amount().units())
                    .text(made.method().name())
                    .text(made.voucher() == null ? null : made.voucher().canonical())
                    .time(made.voucherExpires())
                    .text(made.contributor())
                    .text(contribution.state().name())
                    .time(contribution.happened())
                    .time(now);
        });
    }

    void insertMessages(Transaction transaction, Instant now, List<NewMessage> messages) {
        MESSAGE.write(
                transaction,
                messages,
                (row, message) -> row.id(message.operation().id().value())
                        .id(message.operation().device().value())
                        .id(message.posted().film().value())
                        .text(message.posted().author())
                        .text(message.posted().text())
                        .time(message.happened())
                        .time(now));
    }

    void insertViews(Transaction transaction, VenueId venue, Instant now, List<NewView> views) {
        VIEW.write(
                transaction,
                views,
                (row, view) -> row.id(view.operation().id().value())
                        .id(view.operation().device().value())
                        .id(venue.value())
                        .id(view.viewed().film().value())
                        .bigint(view.viewed().watched().toMillis())
                        .truth(view.viewed().toTheEnd())
                        .integer(view.viewed().audience())
                        .time(view.happened())
                        .time(now));
    }
}
