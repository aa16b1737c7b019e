package studio.karangou.packaging.simulation;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Surroundings;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.catalogue.CatalogueService;
import studio.karangou.server.feature.catalogue.ProjectMoney;
import studio.karangou.server.feature.catalogue.Withdrawals;
import studio.karangou.server.feature.sync.Discussions;
import studio.karangou.server.feature.sync.FilmFigures;
import studio.karangou.server.feature.sync.ParcelService;
import studio.karangou.server.feature.sync.ProjectBooks;
import studio.karangou.server.feature.sync.PullService;
import studio.karangou.server.feature.sync.PushService;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.CompactionStore;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.keys.KeyedHash;
import studio.karangou.server.keys.ServerKeys;

/// The real services of a server, twice over one database in memory; used for one seed after the other.
final class ServerNodes implements AutoCloseable {
    private static final int NODES = 2;
    /// So few that each device crosses pages all the time.
    static final int PAGE = 4;

    private final List<Database> databases = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Path folder = temporary();
    private final ServerKeys keys = ServerKeys.create(folder.resolve("secrets"));
    private final CatalogueService catalogue;
    private final Discussions discussions;
    private final @Nullable Mutant planted;
    private final Tables tables;
    private Clock time = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private Consumer<Moment> moments = moment -> {};
    private String epoch = "";

    /// One node.
    record Node(PushService push, PullService pull, ParcelService parcels, FilmFigures figures) {}

    /// @param name of the database, one for each worker
    /// @param mutant planted, null for none
    ServerNodes(String name, @Nullable Mutant mutant) throws SQLException {
        for (int i = 0; i < NODES; i++) {
            databases.add(Database.inMemory(name, new SimpleMeterRegistry(), surroundings()));
        }
        tables = new Tables("jdbc:h2:mem:" + name, "karangou", "");
        planted = mutant;
        ChangeFeedStore feed = feed(mutant);
        Clock clock = new Following();
        KeyedHash auditKey = keys.hash("audit");
        for (Database database : databases) {
            PushService push = new PushService(
                    database,
                    new Books(),
                    (transaction, device, at, reports) -> {},
                    new AuditLog(database, auditKey, clock),
                    feed,
                    clock,
                    device -> {},
                    Mutant.intake(mutant));
            PullService pull = new PullService(database, feed, new Epoch(), clock, PAGE);
            nodes.add(new Node(
                    push,
                    pull,
                    new ParcelService(database, push, pull, keys.parcels(), keys.signing(), clock),
                    new FilmFigures(database, feed, clock)));
        }
        AuditLog audit = new AuditLog(databases.getFirst(), auditKey, clock);
        catalogue = new CatalogueService(databases.getFirst(), feed, audit, Withdrawals.untold(), clock);
        discussions = new Discussions(databases.getFirst(), new Books(), feed, audit, message -> {});
    }

    boolean isPlanted(Mutant mistake) {
        return planted == mistake;
    }

    private ChangeFeedStore feed(@Nullable Mutant mutant) {
        if (mutant == Mutant.FEED_WITHOUT_GUARD) {
            return new ChangeFeedStore((transaction, count) -> unguarded(count));
        }
        return mutant == Mutant.FORGET_THE_PAST
                ? new ChangeFeedStore(new ChangeFeedStore.Positions() {
                    @Override
                    public long allot(Transaction transaction, int count) {
                        return ChangeFeedStore.allot(transaction, count);
                    }

                    @Override
                    public long joined(long position) {
                        return 0;
                    }
                })
                : new ChangeFeedStore();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("karangou-simulation");
        } catch (IOException e) {
            throw new UncheckedIOException("keys of a world that is only simulated", e);
        }
    }

    /// A world begins: nothing is there.
    void begin(Clock clock, Consumer<Moment> told, String first) {
        moments = moment -> {};
        tables.clear();
        time = clock;
        epoch = first;
        moments = told;
    }

    void newEpoch(String drawn) {
        epoch = drawn;
    }

    Node at(int depth) {
        return nodes.get(depth);
    }

    ServerKeys keys() {
        return keys;
    }

    CatalogueService catalogue() {
        return catalogue;
    }

    Discussions discussions() {
        return discussions;
    }

    /// Takes out of the feed what has been over since before a moment.
    void compact(Instant before) {
        databases
                .getFirst()
                .inTransaction(transaction -> new CompactionStore().compact(transaction, time.instant(), before));
    }

    Tables tables() {
        return tables;
    }

    /// As a sequence hands numbers out: at once, whoever commits first.
    private long unguarded(int count) {
        tables.run("update feed_position set position = position + ? where id = 1", count);
        return tables.read("select position from feed_position where id = 1", row -> row.getLong(1))
                        .getFirst()
                - count
                + 1;
    }

    private Surroundings surroundings() {
        return new Surroundings() {
            @Override
            public void beforeAnotherTry(Duration longest) {
                moments.accept(Moment.WAIT);
            }

            @Override
            public void beforeStatement(boolean writes) {
                moments.accept(writes ? Moment.WRITE : Moment.READ);
            }

            @Override
            public void beforeCommit() {
                moments.accept(Moment.COMMIT);
            }

            @Override
            public void afterCommit() {
                moments.accept(Moment.COMMITTED);
            }
        };
    }

    @Override
    public void close() {
        databases.forEach(Database::close);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("keys of a world that is only simulated", e);
        }
    }

    /// The time of the world that is simulated now.
    private final class Following extends Clock {
        @Override
        public Instant instant() {
            return time.instant();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return time.withZone(zone);
        }
    }

    private final class Epoch implements FeedEpoch {
        @Override
        public String current(Transaction transaction) {
            return epoch;
        }

        @Override
        public void close() {
            // nothing is kept
        }
    }

    private static final class Books implements ProjectBooks {
        private final ProjectMoney money = new ProjectMoney();

        @Override
        public Map<ProjectId, Project> lock(Transaction transaction, Collection<ProjectId> ids) {
            return money.lock(transaction, ids);
        }

        @Override
        public Set<FilmId> knownFilms(Transaction transaction, Collection<FilmId> ids) {
            return money.known(transaction, ids);
        }

        @Override
        public Project collect(Transaction transaction, Project project, Money amount, int contributions) {
            return money.collect(transaction, project, amount, contributions);
        }
    }
}
