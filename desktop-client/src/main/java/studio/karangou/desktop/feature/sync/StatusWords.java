package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.ui.Texts;

/// Says the state of sync in words.
final class StatusWords {
    private final Texts texts;
    private final SyncViewModel sync;

    StatusWords(Texts texts, SyncViewModel sync) {
        this.texts = texts;
        this.sync = sync;
    }

    /// `Hors ligne depuis 2 h 14`, without a code, for where the reason stands beside it.
    String connectionAlone(SyncStatus status) {
        return switch (status.connection()) {
            case SyncStatus.Connection.Online _, SyncStatus.Connection.Syncing _ ->
                StatusLine.of(status, sync.now().get(), texts).connection();
            case SyncStatus.Connection.Offline offline ->
                offline.why() == null
                        ? StatusLine.of(status, sync.now().get(), texts).connection()
                        : StatusLine.offlineFor(offline, sync.now().get(), texts);
            case SyncStatus.Connection.Refused refused -> texts.of("status.refused-alone");
            case SyncStatus.Connection.Broken broken -> texts.of("status.broken-alone");
        };
    }

    /// When the next exchange is due, or what is wrong.
    String next(SyncStatus status) {
        return StatusLine.of(status, sync.now().get(), texts).next();
    }

    /// Why nothing is exchanged although one tries, empty when that is not so.
    static Optional<Failure> trouble(SyncStatus.Connection connection) {
        return switch (connection) {
            case SyncStatus.Connection.Online online -> Optional.empty();
            case SyncStatus.Connection.Syncing syncing -> Optional.empty();
            case SyncStatus.Connection.Offline offline -> Optional.ofNullable(offline.why());
            case SyncStatus.Connection.Refused refused -> Optional.of(refused.failure());
            case SyncStatus.Connection.Broken broken -> Optional.of(broken.failure());
        };
    }

    /// `Les vents du Sahel · 22 novembre, 20 h 14 · il y a 5 min · heure incertaine`.
    String particulars(PendingOperation pending) {
        Operation operation = pending.operation();
        Instant at = operation.time().instant();
        return Stream.of(
                        pending.about(),
                        texts.formats().moment(at),
                        texts.formats().ago(at, sync.now().get()),
                        operation.timeUnsure() ? texts.of("sync.time-unsure") : null,
                        handed(pending.handed()))
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
    }

    private @Nullable String handed(PendingOperation.@Nullable Handed handed) {
        if (handed == null) {
            return null;
        }
        String at = texts.formats().moment(handed.at());
        return switch (handed.road()) {
            case DRIVE -> texts.of("sync.road-drive", at);
            case NEIGHBOUR -> texts.of("sync.road-neighbour", at);
        };
    }

    /// What becomes of the money, the voucher or the words when a refused operation is shown no longer. That money
    /// counts nowhere is said only where the reason says so.
    String discarding(PendingOperation refused) {
        OperationBody body = refused.operation().body();
        String code = String.valueOf(refused.refusal());
        if (code.equals(QuarantineReason.DUPLICATE_OPERATION.code())) {
            return texts.of("refused.discard-copy");
        }
        boolean known = QuarantineReason.said(code, refused.operation()).isPresent();
        return switch (body) {
            case OperationBody.ContributionMade made ->
                known ? discarding(made) : texts.of("refused.discard-unsure", code);
            case OperationBody.CashSettled _ -> known ? settled(code) : texts.of("refused.discard-unsure", code);
            case OperationBody.MessagePosted _ -> texts.of("refused.discard-message");
            case OperationBody.FilmViewed _,
                    OperationBody.FaultReported _,
                    OperationBody.KioskFilmChosen _,
                    OperationBody.FilmHeld _,
                    OperationBody.FavouriteAdded _,
                    OperationBody.FavouriteRemoved _,
                    OperationBody.FilmRated _,
                    OperationBody.RoomFollowed _ -> texts.of("refused.discard-other");
        };
    }

    private String discarding(OperationBody.ContributionMade made) {
        return made.method() == ContributionMethod.CASH
                ? texts.of("refused.discard-cash", texts.formats().money(made.amount()))
                : texts.of(
                        "refused.discard-voucher",
                        Optional.ofNullable(made.voucher())
                                .map(Object::toString)
                                .orElse(""));
    }

    /// What was said of cash at a kiosk: that it was refused does not say that the cash counts for nothing.
    private String settled(String code) {
        if (code.equals(QuarantineReason.CASH_WAS_TAKEN.code())) {
            return texts.of("refused.discard-taken");
        }
        return texts.of(
                code.equals(QuarantineReason.CASH_WAS_CANCELLED.code())
                        ? "refused.discard-cancelled"
                        : "refused.discard-settled");
    }

    /// What an operation is, in a few words.
    String operation(OperationBody body) {
        return switch (body) {
            case OperationBody.ContributionMade made ->
                texts.of("pending.contribution", texts.formats().money(made.amount()));
            case OperationBody.MessagePosted posted -> texts.of("pending.message", posted.author());
            case OperationBody.FilmViewed viewed -> texts.of("pending.view", viewed.audience());
            case OperationBody.FaultReported _ -> texts.of("pending.fault");
            case OperationBody.CashSettled settled ->
                texts.of(
                        settled.outcome() == CashOutcome.RECEIVED ? "pending.cash-received" : "pending.cash-cancelled");
            case OperationBody.KioskFilmChosen chosen ->
                texts.of(chosen.held() ? "pending.kiosk-film" : "pending.kiosk-film-dropped");
            case OperationBody.FilmHeld held -> texts.of(held.ready() ? "pending.film-ready" : "pending.film-gone");
            case OperationBody.FavouriteAdded _ -> texts.of("pending.favourite");
            case OperationBody.FavouriteRemoved _ -> texts.of("pending.favourite-removed");
            case OperationBody.FilmRated rated -> texts.of("pending.rating", rated.stars());
            case OperationBody.RoomFollowed _ -> texts.of("pending.room");
        };
    }
}
