package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
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
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;

/// Applies the new operations of one device, in order, in one transaction: each is applied or set aside, none
/// blocks those behind it.
final class BatchApplication {
    private static final Logger LOG = LoggerFactory.getLogger(BatchApplication.class);
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

    private final JournalStore journals;
    private final EffectStore effects = new EffectStore();
    private final VenueStore venues = new VenueStore();
    private final MarkStores marks = new MarkStores();
    private final ErasureStore erasures = new ErasureStore();
    private final RemovedMessageStore removals = new RemovedMessageStore();
    private final ActorStore actors = new ActorStore();
    private final ProjectBooks books;
    private final ChangeFeedStore feed;
    private final FaultBook faults;
    private final AuditLog audit;
    private final Intake intake;

    BatchApplication(
            JournalStore journals,
            ProjectBooks books,
            ChangeFeedStore feed,
            FaultBook faults,
            AuditLog audit,
            Intake intake) {
        this.audit = audit;
        this.intake = intake;
        this.faults = faults;
        this.journals = journals;
        this.books = books;
        this.feed = feed;
    }

    /// What operations are checked against.
    ///
    /// @param removed messages that are told to nobody any more
    private record World(
            Arrival arrival,
            Set<OperationId> applied,
            Set<OperationId> removed,
            Map<ProjectId, Project> projects,
            Set<FilmId> films,
            CashDesk desk,
            Stamps stamps) {}

    /// Operations that are written, and what devices are to be told of them.
    private record Written(Effects effects, List<FeedEntry> told) {}

    /// @param carefully one operation at a time, for a batch in which the database has refused something or this
    ///     program has failed
    void apply(Transaction transaction, Arrival arrival, List<ArrivedOperation> came, boolean carefully) {
        List<ArrivedOperation> arrived = believed(
                transaction,
                arrival,
                came.stream()
                        .limit(intake.kept(came.size()))
                        .map(ArrivedOperation::withoutNeedlessPerson)
                        .toList());
        World world = look(transaction, arrival, arrived);
        List<Written> written = new ArrayList<>();
        List<ArrivedOperation> judged;
        if (carefully) {
            judged = judge(
                    arrived,
                    world,
                    BatchApplication::carefulReason,
                    operation -> tryOut(transaction, world, operation, written));
        } else {
            judged = judge(arrived, world, BatchApplication::reason, UnaryOperator.identity());
            written.add(write(transaction, world, judged));
        }
        journals.insert(transaction, arrival.device(), judged, arrival.at());
        ArrivedOperation last = came.getLast();
        journals.acknowledge(transaction, arrival.device(), last.sequence(), last.chainHash());
        tell(transaction, arrival, written, judged);
    }

    private void tell(Transaction transaction, Arrival arrival, List<Written> written, List<ArrivedOperation> judged) {
        List<FeedEntry> told = new ArrayList<>();
        written.forEach(one -> told.addAll(one.told()));
        judged.forEach(operation -> refusedAtKiosk(arrival, operation).ifPresent(told::add));
        feed.append(transaction, told);
        Set<FilmId> writtenIn = new LinkedHashSet<>();
        Set<FilmId> followed = new LinkedHashSet<>();
        MoneyEntries money = new MoneyEntries();
        for (Written one : written) {
            writtenIn.addAll(one.effects().writtenIn());
            followed.addAll(one.effects().followed());
            money.addAll(one.effects().money());
        }
        feed.join(transaction, arrival.device(), writtenIn);
        feed.follow(transaction, arrival.device(), followed);
        money.append(transaction, audit, arrival.device());
    }

    private Written write(Transaction transaction, World world, List<ArrivedOperation> judged) {
        Effects sum = new Effects(world.arrival(), world.desk(), world.stamps(), world.removed());
        judged.stream()
                .filter(operation -> operation.quarantine() == null)
                .map(operation -> Objects.requireNonNull(operation.operation()))
                .forEach(sum::add);
        sum.writeRows(transaction, effects, venues, marks, faults);
        return new Written(sum, sum.collect(transaction, books, venues, marks, world.projects()));
    }

    /// Money that a kiosk was told of is the host's business: at the kiosk nobody is there who reads a
    /// refusal. What is here already under this id counts, and is none.
    private static Optional<FeedEntry> refusedAtKiosk(Arrival arrival, ArrivedOperation operation) {
        @Nullable Operation read = operation.operation();
        @Nullable String reason = operation.quarantine();
        if (arrival.profile() != DeviceProfile.BORNE
                || reason == null
                || reason.equals(QuarantineReason.DUPLICATE_OPERATION.code())) {
            return Optional.empty();
        }
        if (read != null && read.body() instanceof ContributionMade made) {
            Instant at = arrival.happened(read.time().instant());
            return Optional.of(FeedEntry.refused(
                    arrival.venue(),
                    new Change.KioskRefused(read.id(), arrival.name(), withoutName(made), at, reason)));
        }
        return Optional.empty();
    }

    private static ContributionMade withoutName(ContributionMade made) {
        return new ContributionMade(
                made.project(), made.film(), made.amount(), made.method(), made.voucher(), made.voucherExpires(), null);
    }

    /// A device names whom it likes: only who has been there, signed in, is believed to have done something.
    /// And it may not know yet that somebody was erased. What nobody did still counts, money first of all;
    /// but not what only marks a film for somebody.
    private List<ArrivedOperation> believed(Transaction transaction, Arrival arrival, List<ArrivedOperation> arrived) {
        Set<PersonId> named = new HashSet<>();
        arrived.forEach(operation -> Optional.ofNullable(operation.actor()).ifPresent(named::add));
        Set<PersonId> believed = new HashSet<>(actors.met(transaction, arrival, named));
        if (believed.size() < named.size()) {
            LOG.info(
                    "device {} names {} people who were never at it", arrival.device(), named.size() - believed.size());
        }
        believed.removeAll(erasures.erased(transaction, believed));
        if (believed.containsAll(named)) {
            return arrived;
        }
        return arrived.stream()
                .map(operation -> operation.actor() == null || believed.contains(operation.actor())
                        ? operation
                        : operation.withoutPerson())
                .toList();
    }

    private World look(Transaction transaction, Arrival arrival, List<ArrivedOperation> arrived) {
        Set<OperationId> ids = new HashSet<>();
        Set<ProjectId> projects = new HashSet<>();
        Set<FilmId> films = new HashSet<>();
        Set<OperationId> settled = new HashSet<>();
        Set<OperationId> messages = new HashSet<>();
        for (ArrivedOperation operation : arrived) {
            @Nullable Operation read = operation.operation();
            if (read != null) {
                ids.add(read.id());
                project(read).ifPresent(projects::add);
                film(read).ifPresent(films::add);
                settled(read).ifPresent(settled::add);
                if (read.body() instanceof MessagePosted) {
                    messages.add(read.id());
                }
            }
        }
        Map<OperationId, CashDesk.Contribution> cash = venues.lock(transaction, arrival.venue(), settled);
        cash.values().forEach(contribution -> projects.add(contribution.project()));
        return new World(
                arrival,
                new HashSet<>(intake.remembersIds() ? journals.known(transaction, ids) : Set.of()),
                removals.among(transaction, messages),
                new HashMap<>(books.lock(transaction, projects)),
                books.knownFilms(transaction, films),
                new CashDesk(cash),
                Stamps.of(arrived, arrival.at()));
    }

    /// Finds what speaks against an operation.
    private interface Judge {
        @Nullable
        QuarantineReason reason(Operation operation, World world);
    }

    /// @param stored what became of an operation that nothing speaks against
    private static List<ArrivedOperation> judge(
            List<ArrivedOperation> arrived, World world, Judge judge, UnaryOperator<ArrivedOperation> stored) {
        List<ArrivedOperation> judged = new ArrayList<>(arrived.size());
        for (ArrivedOperation operation : arrived) {
            @Nullable Operation read = operation.operation();
            @Nullable QuarantineReason reason = read == null ? null : judge.reason(read, world);
            ArrivedOperation now = reason == null ? stored.apply(operation) : operation.setAside(reason);
            judged.add(now);
            if (read != null && now.quarantine() == null) {
                world.applied().add(read.id());
                if (read.body() instanceof ContributionMade made) {
                    world.desk().came(Effects.contribution(world.arrival(), read, made));
                }
            }
        }
        return judged;
    }

    private static @Nullable QuarantineReason carefulReason(Operation operation, World world) {
        try {
            return reason(operation, world);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("an operation was judged in a way nobody thought of");
            return QuarantineReason.NOT_STORABLE;
        }
    }

    private static @Nullable QuarantineReason reason(Operation operation, World world) {
        if (world.applied().contains(operation.id())) {
            return QuarantineReason.DUPLICATE_OPERATION;
        }
        if (times(operation).anyMatch(time -> time.isAfter(END_OF_TIME) || time.isBefore(Instant.EPOCH))) {
            return QuarantineReason.IMPOSSIBLE_TIME;
        }
        if (film(operation).filter(film -> !world.films().contains(film)).isPresent()) {
            return QuarantineReason.UNKNOWN_FILM;
        }
        Arrival arrival = world.arrival();
        return switch (operation.body()) {
            case ContributionMade made ->
                reason(
                        made,
                        world.projects().get(made.project()),
                        arrival.dayOf(operation.time().instant()));
            case CashSettled settled -> world.desk().judge(operation, settled, arrival, world.projects());
            case KioskFilmChosen _ ->
                arrival.profile() == DeviceProfile.LIEU ? null : QuarantineReason.NOT_A_HOSTS_DEVICE;
            case FavouriteRemoved removed when removed.observed().isEmpty() -> null; // it takes nothing back
            // who passes by at a kiosk speaks neither for a person nor for the venue
            case FavouriteAdded _, FavouriteRemoved _, FilmRated _ ->
                operation.actor() == null && arrival.profile() == DeviceProfile.BORNE
                        ? QuarantineReason.NOT_A_HOSTS_DEVICE
                        : null;
            case MessagePosted _, FilmViewed _, FilmHeld _, FaultReported _, RoomFollowed _ -> null;
        };
    }

    private static @Nullable QuarantineReason reason(ContributionMade made, @Nullable Project project, LocalDate day) {
        if (project == null) {
            return QuarantineReason.UNKNOWN_PROJECT;
        }
        // a device that was away cannot know that the goal was reached, and the money is in the host's hand
        if (!project.state().takesWhatWasMadeInTime()) {
            return QuarantineReason.PROJECT_NOT_OPEN;
        }
        if (project.isOverOn(day)) {
            return QuarantineReason.DEADLINE_PASSED;
        }
        return project.goal().currency() == made.amount().currency() ? null : QuarantineReason.OTHER_CURRENCY;
    }

    /// What it breaks, in the database or in this program, is undone with it, and it alone is set aside: else its
    /// journal would stand still for ever.
    private ArrivedOperation tryOut(
            Transaction transaction, World world, ArrivedOperation operation, List<Written> written) {
        @Nullable Operation read = operation.operation();
        if (read == null || operation.quarantine() != null) {
            return operation;
        }
        boolean taken = transaction.attempt(() -> written.add(write(transaction, world, List.of(operation))));
        if (!taken) {
            world.desk().undo(read.id());
        }
        return taken ? operation : operation.setAside(QuarantineReason.NOT_STORABLE);
    }

    private static Optional<ProjectId> project(Operation operation) {
        return switch (operation.body()) {
            case ContributionMade made -> Optional.of(made.project());
            case MessagePosted _,
                    FilmViewed _,
                    CashSettled _,
                    KioskFilmChosen _,
                    FilmHeld _,
                    FaultReported _,
                    FavouriteAdded _,
                    FavouriteRemoved _,
                    FilmRated _,
                    RoomFollowed _ -> Optional.empty();
        };
    }

    private static Optional<FilmId> film(Operation operation) {
        return switch (operation.body()) {
            case ContributionMade made -> Optional.ofNullable(made.film());
            case MessagePosted posted -> Optional.of(posted.film());
            case FilmViewed viewed -> Optional.of(viewed.film());
            case KioskFilmChosen chosen -> Optional.of(chosen.film());
            case FilmHeld held -> Optional.of(held.film());
            case FavouriteAdded added -> Optional.of(added.film());
            case FavouriteRemoved removed -> Optional.of(removed.film());
            case FilmRated rated -> Optional.of(rated.film());
            case RoomFollowed followed -> Optional.of(followed.film());
            case CashSettled _, FaultReported _ -> Optional.empty();
        };
    }

    /// The contribution that an operation settles.
    private static Optional<OperationId> settled(Operation operation) {
        return operation.body() instanceof CashSettled settled ? Optional.of(settled.contribution()) : Optional.empty();
    }

    private static Stream<Instant> times(Operation operation) {
        Instant own = operation.time().instant();
        return operation.body() instanceof ContributionMade made && made.voucherExpires() != null
                ? Stream.of(own, made.voucherExpires())
                : Stream.of(own);
    }
}
