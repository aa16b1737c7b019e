package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.feature.sync.SyncStatus;
import studio.karangou.packaging.demo.ChildProcess;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.packaging.tour.KilledDeviceMain.Kept;

/// kill -9 of the real client and of the real server at any moment while operations are recorded and synced: what was
/// on disk is on the server once, with what it does. The same moments are drawn again with `-Dkills.seed=N`; what the
/// machine does meanwhile is not.
abstract class KilledEngines {
    private static final Logger LOG = LoggerFactory.getLogger(KilledEngines.class);
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int FEW = 5;
    private static final int MANY = 200;
    private static final int LEAST_OPERATIONS = 30;
    private static final int LONGEST_PAUSE_MILLIS = 40;

    /// What a failure is found out from stays.
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder;

    private final KilledGround.Kind kind;
    private final long seed = Long.getLong("kills.seed", System.nanoTime() % 1_000_000_000L);
    private final Random random = new Random(seed);
    private final Map<String, Kept> recorded = new HashMap<>();
    private int killedClients;

    KilledEngines(KilledGround.Kind kind) {
        this.kind = kind;
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void what_was_on_disk_is_on_the_server_once_whatever_is_killed() throws Exception {
        rounds(FEW, 80);
    }

    @Test
    @Tag("full")
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void and_two_hundred_times() throws Exception {
        rounds(MANY, 200);
    }

    /// What is killed in a round.
    private enum Victim {
        CLIENT,
        NODE,
        EVERY_NODE,
        CLIENT_AND_EVERY_NODE;

        boolean isClient() {
            return this == CLIENT || this == CLIENT_AND_EVERY_NODE;
        }

        List<DemoServer> among(List<DemoServer> nodes, Random random) {
            return switch (this) {
                case CLIENT -> List.of();
                case NODE -> List.of(nodes.get(random.nextInt(nodes.size())));
                case EVERY_NODE, CLIENT_AND_EVERY_NODE -> nodes;
            };
        }
    }

    /// @param moreOperations at most, beyond the fewest
    private void rounds(int rounds, int moreOperations) throws Exception {
        LOG.info("{} rounds on {}; again: -Dkills.seed={}", rounds, kind, seed);
        try (KilledGround there = KilledGround.begin(folder, kind)) {
            List<Victim> victims = victims(there.nodes().size());
            for (int round = 0; round < rounds; round++) {
                // each one at least once
                Victim victim = victims.get(round < victims.size() ? round : random.nextInt(victims.size()));
                there.startWhatWasKilled();
                record(there, victim, LEAST_OPERATIONS + random.nextInt(moreOperations));
                if (rounds == MANY || round == rounds - 1) { // nothing ever goes: what is there in the end says it all
                    look(there, "-Dkills.seed=%d, round %d, %s; see %s".formatted(seed, round, victim, folder));
                }
            }
        }
    }

    private static List<Victim> victims(int nodes) {
        return Stream.of(Victim.values())
                .filter(victim -> nodes > 1 || victim != Victim.NODE)
                .toList();
    }

    private void look(KilledGround there, String told) throws IOException, SQLException {
        there.startWhatWasKilled();
        there.awaitStarted();
        long collected = lastSync(there, told);
        try (Connection tables = there.tables()) {
            check(new KilledBooks(tables), collected, told);
        }
    }

    /// Lets the client record until it or the server is killed, and in the end either way.
    private void record(KilledGround there, Victim victim, int operations) throws IOException {
        int nodesAfter = 1 + random.nextInt(operations);
        int clientAfter = 1 + random.nextInt(operations);
        List<DemoServer> nodes = victim.among(there.nodes(), random);
        try (ChildProcess client = client(there, operations);
                BufferedReader words = client.process().inputReader()) {
            int heard = 0;
            int left = operations;
            for (String word = words.readLine(); word != null; word = words.readLine()) {
                note(word);
                if (++heard == nodesAfter) {
                    kill(there, nodes);
                }
                if (victim.isClient() && heard == clientAfter) {
                    pause();
                    // by its handle, as the process itself would close the stream that is still being read
                    client.process().toHandle().destroyForcibly();
                    killedClients++;
                }
                if (word.startsWith(KilledDeviceMain.RECORDED) && --left == 0) {
                    there.startWhatWasKilled();
                }
            }
            if (heard < nodesAfter) {
                kill(there, nodes); // the client did not live to that moment
            }
            assertThat(client.awaitEndOfUse() == 0).as("it was not killed").isEqualTo(!victim.isClient());
        }
    }

    private void kill(KilledGround there, List<DemoServer> nodes) throws IOException {
        there.awaitStarted();
        pause();
        for (DemoServer node : nodes) {
            node.kill();
        }
        if (there.nodes().size() > 1) {
            there.line().cut(); // the client goes over to another node also where its own still runs
            there.line().mend();
        }
    }

    /// Anywhere between two words, and some words later.
    private void pause() throws IOException {
        Patience.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
    }

    private ChildProcess client(KilledGround there, int operations) throws IOException {
        return ChildProcess.start(
                System.getProperty("java.class.path"),
                KilledDeviceMain.class.getName(),
                KilledGround.SHORT_LIFE,
                List.of(
                        there.deviceFolder().toString(),
                        there.projectId().toString(),
                        there.filmId().toString(),
                        String.valueOf(operations),
                        String.valueOf(random.nextLong())),
                there.log());
    }

    private void note(String word) {
        String[] parts = word.split(" ", -1);
        // the last word of one that is killed may be half a word
        if (word.startsWith(KilledDeviceMain.RECORDED) && parts.length == 3) {
            for (Kept kept : Kept.values()) {
                if (kept.name().equals(parts[2])) {
                    recorded.put(parts[1], kept);
                }
            }
        }
    }

    /// @return what the device says that the project has, when it has heard everything
    private static long lastSync(KilledGround there, String told) throws IOException {
        try (Engine engine = there.open()) {
            assertThat(Patience.await(SOON, () -> {
                        engine.sync().syncNow();
                        return engine.sync().status().pending() == 0
                                && engine.sync().status().connection() instanceof SyncStatus.Connection.Online;
                    }))
                    .as("%s: %s", told, engine.sync().status())
                    .isTrue();
            return engine.projects()
                    .project(there.projectId())
                    .orElseThrow()
                    .collected()
                    .units();
        }
    }

    private void check(KilledBooks books, long collected, String told) throws SQLException {
        List<String> wrong = new ArrayList<>();
        Map<String, List<KilledBooks.Row>> operations = books.operations();
        recorded.forEach((id, kept) -> {
            List<KilledBooks.Row> rows = operations.getOrDefault(id, List.of());
            if (rows.size() != 1) {
                wrong.add(kept + " " + id + " is on the server " + rows.size() + " times");
            } else if (rows.getFirst().isSetAside() != (kept == Kept.SET_ASIDE)) {
                wrong.add(kept + " " + id + " set aside: " + rows.getFirst().isSetAside());
            }
        });
        for (Kept kept : Kept.values()) {
            Set<String> effects = books.effects(kept);
            recorded.forEach((id, of) -> {
                if (of == kept && kept != Kept.SET_ASIDE && !effects.contains(id)) {
                    wrong.add(kept + " " + id + " has no effect");
                }
            });
        }
        assertThat(wrong).as(told).isEmpty();
        assertThat(operations.size() - recorded.size())
                .as("%s: recorded and killed before it was told", told)
                .isBetween(0, killedClients);
        assertThat(books.gaps()).as("%s: the journal has no gap", told).isZero();
        assertThat(books.wrongTallies()).as("%s: what viewings add up to", told).isZero();
        assertThat(books.collected())
                .as("%s: the total", told)
                .isEqualTo(books.confirmed())
                .isEqualTo(collected);
    }
}
