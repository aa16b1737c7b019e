package studio.karangou.desktop.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.time.BestTime;

/// What goes over the line, and how often, when it is cut.
class SyncRoundTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(5, 1));
    private static final FilmId FILM = new FilmId(new UUID(5, 2));
    private static final byte[] KEY = new byte[32];
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T18:00:00Z");
    private static final int OPERATIONS = 6_000;

    @TempDir
    private Path folder;

    private final SigningKeyPair keys = SigningKeyPair.generate();
    private final CutServer server = new CutServer();
    private LocalDatabase database;
    private JournalStore journal;

    /// Where the line is cut.
    enum Cut {
        BEFORE_THE_SERVER_HAS_IT,
        BEFORE_ITS_ANSWER_IS_HEARD
    }

    /// Takes batches, and loses one of them or the answer to it.
    private static final class CutServer implements SyncServer {
        private final List<Batch> sent = new ArrayList<>();
        private final List<String> pages = new ArrayList<>();
        private int lost = -1;
        private Cut cut = Cut.BEFORE_THE_SERVER_HAS_IT;
        private long acknowledged;
        private Bytes hash = JournalChain.genesis(DEVICE);
        private int changes;

        @Override
        public JournalPosition position(long after) {
            return new JournalPosition(acknowledged, hash, acknowledged, List.of());
        }

        @Override
        public PushReceipt push(Batch batch) {
            sent.add(batch);
            boolean isLost = sent.size() - 1 == lost;
            if (!isLost || cut == Cut.BEFORE_ITS_ANSWER_IS_HEARD) {
                assertThat(batch.firstSequence()).isEqualTo(acknowledged + 1);
                acknowledged = batch.lastSequence();
                hash = batch.lastHash();
            }
            if (isLost) {
                throw new ServerFailure.Unreachable().asException();
            }
            return new PushReceipt(ProtocolVersion.CURRENT, acknowledged, List.of());
        }

        /// One change a page.
        @Override
        public ChangePage changes(String cursor) {
            pages.add(cursor);
            int from = Integer.parseInt(cursor);
            List<Change> page = from == changes
                    ? List.of()
                    : List.of(new Change.ContributionChanged(
                            new OperationId(new UUID(7, from)), ContributionState.CONFIRMED));
            int next = from + page.size();
            return new ChangePage(ProtocolVersion.CURRENT, String.valueOf(next), next < changes, CLOCK.instant(), page);
        }
    }

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("local"), KEY).database();
        journal = new JournalStore(Disk.REAL, folder, KEY, database, new Changes(), CLOCK);
        journal.openFor(DEVICE);
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void after_a_cut_no_more_than_one_batch_is_sent_again(Cut cut) {
        journal.recordAll(views(OPERATIONS));
        server.cut = cut;
        server.lost = 2;
        SyncRound round = round();

        assertThatThrownBy(() -> round.run(DEVICE, (_, _) -> {})).isInstanceOf(FailureException.class);
        int untilCut = server.sent.size();
        round.run(DEVICE, (_, _) -> {});

        assertThat(untilCut)
                .as("nothing is sent behind a batch without an answer")
                .isEqualTo(3);
        assertThat(server.acknowledged).isEqualTo(OPERATIONS);
        long carried = server.sent.stream()
                .mapToLong(batch -> batch.operations().size())
                .sum();
        Batch atCut = server.sent.get(2);
        long again = carried - OPERATIONS;
        assertThat(again)
                .isEqualTo(
                        cut == Cut.BEFORE_ITS_ANSWER_IS_HEARD
                                ? 0
                                : atCut.operations().size());
        assertThat(journal.acknowledged()).isEqualTo(OPERATIONS);
    }

    @Test
    void what_is_recorded_while_a_batch_is_on_its_way_leaves_behind_it() {
        journal.recordAll(views(10));
        SyncRound round = round();

        round.run(DEVICE, (sent, _) -> {
            if (sent == 0) {
                journal.recordAll(views(3));
            }
        });
        round.run(DEVICE, (_, _) -> {});

        assertThat(server.acknowledged).isEqualTo(13);
        assertThat(server.sent.stream()
                        .flatMapToLong(batch -> LongStream.rangeClosed(batch.firstSequence(), batch.lastSequence())))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 13).boxed().toList());
    }

    @Test
    void each_page_is_asked_for_once_and_behind_the_one_before() {
        server.changes = 5;

        round().run(DEVICE, (_, _) -> {});

        assertThat(server.pages).containsExactly("0", "1", "2", "3", "4");
    }

    private SyncRound round() {
        ChangeStore feed = new ChangeStore(database, new CatalogueStore(database), new Changes());
        BestTime time = new BestTime(CLOCK, System::nanoTime, new Forgetful());
        return new SyncRound(
                journal, new SyncRoundParts(feed, server, () -> keys), time, System::nanoTime, Ahead.THREADS);
    }

    private static Iterator<OperationBody> views(int count) {
        return IntStream.range(0, count)
                .<OperationBody>mapToObj(i -> new FilmViewed(FILM, Duration.ofSeconds(i), true, 3))
                .iterator();
    }

    private static final class Forgetful implements BestTime.Memory {
        @Override
        public Optional<BestTime.Remembered> recall() {
            return Optional.empty();
        }

        @Override
        public void remember(BestTime.Remembered remembered) {
            // nobody asks
        }
    }
}
