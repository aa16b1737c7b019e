package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.Operation;
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
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.FeedEntry;

/// What the operations of a batch do, gathered before it is written.
final class Effects {
    private final Arrival arrival;
    private final CashDesk desk;
    private final Stamps stamps;
    private final Set<OperationId> removed;
    private final List<EffectStore.NewContribution> contributions = new ArrayList<>();
    private final List<EffectStore.NewMessage> messages = new ArrayList<>();
    private final List<EffectStore.NewView> views = new ArrayList<>();
    private final List<FaultReport> faults = new ArrayList<>();
    private final List<CashDesk.Move> settled = new ArrayList<>();
    private final Map<FilmId, LastWriter<Boolean>> chosen = new LinkedHashMap<>();
    private final Map<ProjectId, Takings> takings = new LinkedHashMap<>();
    private final List<FeedEntry> changes = new ArrayList<>();
    private final Set<FilmId> writtenIn = new LinkedHashSet<>();
    private final Set<FilmId> followed = new LinkedHashSet<>();
    private final MoneyEntries money = new MoneyEntries();
    private final Marks marks;

    /// @param desk has judged the operations
    /// @param stamps of the operations
    /// @param removed messages that were removed, whenever they come
    Effects(Arrival arrival, CashDesk desk, Stamps stamps, Set<OperationId> removed) {
        this.stamps = stamps;
        this.removed = removed;
        this.arrival = arrival;
        this.desk = desk;
        marks = new Marks(arrival);
    }

    /// Confirmed money for one project.
    private record Takings(Money amount, int contributions) {
        Takings plus(Takings other) {
            return new Takings(amount.plus(other.amount), contributions + other.contributions);
        }
    }

    private Instant happened(Operation operation) {
        return arrival.happened(operation.time().instant());
    }

    void add(Operation operation) {
        switch (operation.body()) {
            case ContributionMade made -> addContribution(operation, made);
            case MessagePosted posted -> addMessage(operation, posted);
            case FilmViewed viewed -> {
                views.add(new EffectStore.NewView(operation, happened(operation), viewed));
                marks.add(viewed);
            }
            case FaultReported reported -> faults.add(reported.report());
            case CashSettled _ -> desk.move(operation.id()).ifPresent(this::addMove);
            case KioskFilmChosen choice -> say(chosen, choice.film(), choice.held(), operation);
            case RoomFollowed room -> followed.add(room.film());
            case FilmHeld held ->
                changes.add(FeedEntry.kioskHolds(
                        arrival.venue(),
                        new Change.KioskHolds(arrival.device(), arrival.name(), held.film(), held.ready())));
            case FavouriteAdded added -> marks.add(operation, added);
            case FavouriteRemoved removed -> marks.add(operation, removed);
            case FilmRated rated -> marks.add(operation, rated, stamps.of(operation));
        }
    }

    /// One that was removed is not there again, and whoever still has it forgets it.
    private void addMessage(Operation operation, MessagePosted posted) {
        writtenIn.add(posted.film());
        if (removed.contains(operation.id())) {
            changes.add(FeedEntry.removal(new Change.MessageRemoved(operation.id(), posted.film())));
            return;
        }
        messages.add(new EffectStore.NewMessage(operation, happened(operation), posted));
        changes.add(FeedEntry.message(new Change.MessageShared(
                operation.id(), posted.film(), posted.author(), posted.text(), happened(operation))));
    }

    /// Writes contributions, messages, views, faults, what is said of films, and what the venue's devices
    /// tell each other.
    void writeRows(Transaction transaction, EffectStore store, VenueStore venues, MarkStores films, FaultBook book) {
        store.insertContributions(transaction, arrival.venue(), arrival.at(), contributions);
        store.insertMessages(transaction, arrival.at(), messages);
        store.insertViews(transaction, arrival.venue(), arrival.at(), views);
        if (!faults.isEmpty()) {
            book.take(transaction, arrival.device(), arrival.at(), faults);
        }
        venues.settle(transaction, arrival.at(), settled);
        venues.choose(transaction, arrival.venue(), chosen);
        marks.write(transaction, films);
    }

    /// What counts of what is said by the batch of one thing.
    private <K, V> void say(Map<K, LastWriter<V>> words, K on, V value, Operation operation) {
        words.merge(on, new LastWriter<>(value, stamps.of(operation)), LastWriter::merge);
    }

    /// Adds confirmed money to its projects.
    ///
    /// @param projects as they are, and then as they are richer
    /// @return everything that devices are to be told
    List<FeedEntry> collect(
            Transaction transaction,
            ProjectBooks books,
            VenueStore venues,
            MarkStores films,
            Map<ProjectId, Project> projects) {
        List<FeedEntry> told = new ArrayList<>(changes);
        told.addAll(marks.told(transaction, films));
        venues.chosen(transaction, arrival.venue(), chosen.keySet())
                .forEach(film -> told.add(FeedEntry.kioskFilm(arrival.venue(), film)));
        takings.forEach((id, taken) -> {
            Project project = books.collect(
                    transaction, Objects.requireNonNull(projects.get(id)), taken.amount(), taken.contributions());
            projects.put(id, project);
            told.add(FeedEntry.project(id, new Change.ProjectChanged(project)));
        });
        return told;
    }

    /// The rooms in which the device wrote.
    Set<FilmId> writtenIn() {
        return writtenIn;
    }

    /// The rooms that somebody opened at the device.
    Set<FilmId> followed() {
        return followed;
    }

    /// What became of money, for the audit log.
    MoneyEntries money() {
        return money;
    }

    private void addMove(CashDesk.Move move) {
        CashDesk.Contribution after = move.after();
        settled.add(move);
        changes.add(FeedEntry.contribution(
                after.id(), arrival.venue(), new Change.ContributionChanged(after.id(), after.state())));
        changes.add(FeedEntry.cash(arrival.venue(), after.told()));
        boolean came = after.state() == ContributionState.CONFIRMED;
        money.add(came ? AuditAction.MONEY_SETTLED : AuditAction.MONEY_CANCELLED, after);
        if (came) {
            takings.merge(after.project(), new Takings(after.amount(), 1), Takings::plus);
        }
    }

    /// A contribution of this batch as the desk knows it.
    static CashDesk.Contribution contribution(Arrival arrival, Operation operation, ContributionMade made) {
        return new CashDesk.Contribution(
                operation.id(),
                arrival.name(),
                made.project(),
                made.amount(),
                made.method(),
                arrival.happened(operation.time().instant()),
                firstState(made.method(), arrival));
    }

    private void addContribution(Operation operation, ContributionMade made) {
        CashDesk.Contribution contribution = contribution(arrival, operation, made);
        ContributionState state = contribution.state();
        contributions.add(new EffectStore.NewContribution(operation, happened(operation), made, state));
        changes.add(FeedEntry.contribution(
                operation.id(), arrival.venue(), new Change.ContributionChanged(operation.id(), state)));
        if (contribution.isAnnounced() && state == ContributionState.AWAITING_PAYMENT) {
            changes.add(FeedEntry.cash(arrival.venue(), contribution.told()));
        }
        if (state == ContributionState.CONFIRMED) {
            money.add(AuditAction.MONEY_CONFIRMED, contribution);
            takings.merge(made.project(), new Takings(made.amount(), 1), Takings::plus);
        }
    }

    /// A voucher waits for its payment; a host's cash is in the host's hands. At a kiosk nobody has seen any
    /// money yet: whoever passes by could press the key. Nobody collects at a filmmaker's desk, least of all
    /// for a film of their own, and nobody where the host is one no more.
    private static ContributionState firstState(ContributionMethod method, Arrival arrival) {
        ContributionState waiting = ContributionState.PLEDGED.transitionTo(ContributionState.AWAITING_PAYMENT);
        return switch (method) {
            case VOUCHER -> waiting;
            case CASH -> arrival.isOfHost() ? waiting.transitionTo(ContributionState.CONFIRMED) : waiting;
        };
    }
}
