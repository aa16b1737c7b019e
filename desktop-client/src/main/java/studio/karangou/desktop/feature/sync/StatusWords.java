package studio.karangou.desktop.feature.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.desktop.ui.Texts;

/// Says the state of sync in words.
final class StatusWords {
    private final Texts texts;
    private final SyncViewModel sync;

    StatusWords(Texts texts, SyncViewModel sync) {
        this.texts = texts;
        this.sync = sync;
    }

    /// `En ligne`, `Hors ligne depuis 2 h 14 (server.garbled)`.
    String connection(SyncStatus.Connection connection) {
        return switch (connection) {
            case SyncStatus.Connection.Online online -> texts.of("status.online");
            case SyncStatus.Connection.Syncing syncing -> texts.of("status.syncing", syncing.done(), syncing.total());
            case SyncStatus.Connection.Offline offline -> offline(offline);
            case SyncStatus.Connection.Refused refused ->
                texts.of("status.refused", refused.failure().code());
            case SyncStatus.Connection.Broken broken ->
                texts.of("status.broken", broken.failure().code());
        };
    }

    /// The same without codes, for where the reason stands beside it.
    String connectionAlone(SyncStatus.Connection connection) {
        return switch (connection) {
            case SyncStatus.Connection.Online online -> connection(online);
            case SyncStatus.Connection.Syncing syncing -> connection(syncing);
            case SyncStatus.Connection.Offline offline -> offlineFor(offline);
            case SyncStatus.Connection.Refused refused -> texts.of("status.refused-alone");
            case SyncStatus.Connection.Broken broken -> texts.of("status.broken-alone");
        };
    }

    private String offline(SyncStatus.Connection.Offline offline) {
        String words = offlineFor(offline);
        Failure why = offline.why();
        return why == null ? words : texts.of("status.with-code", words, why.code());
    }

    private String offlineFor(SyncStatus.Connection.Offline offline) {
        Duration elapsed = sync.offlineFor(offline);
        return elapsed.toMinutes() < 1
                ? texts.of("status.offline")
                : texts.of("status.offline-since", texts.formats().duration(elapsed));
    }

    /// When the next exchange is due.
    String next(SyncStatus status) {
        Instant last = status.lastSync();
        String since = last == null
                ? texts.of("status.never-synced")
                : texts.of(
                        "status.last-sync", texts.formats().ago(last, sync.now().get()));
        return switch (status.connection()) {
            case SyncStatus.Connection.Online online -> since;
            case SyncStatus.Connection.Syncing syncing -> since;
            case SyncStatus.Connection.Offline offline ->
                Optional.ofNullable(offline.why()).map(texts::of).orElseGet(() -> texts.of("status.next-on-return"));
            case SyncStatus.Connection.Refused refused -> texts.of(refused.failure());
            case SyncStatus.Connection.Broken broken -> texts.of(broken.failure());
        };
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
                        operation.timeUnsure() ? texts.of("sync.time-unsure") : null)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" · "));
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
        };
    }
}
