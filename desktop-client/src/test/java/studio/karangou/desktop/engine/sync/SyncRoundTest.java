package studio.karangou.desktop.engine.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
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
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
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
import studio.karangou.desktop.engine.time.TimeQuestion;

/// What goes over the line, and how often, when it is cut.
class SyncRoundTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(5, 1));
    private static final FilmId FILM = new FilmId(new UUID(5, 2));
    private static final byte[] KEY = new byte[32];
    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-22T18:00:00Z");
    private static final int OPERATIONS = 250;
    private static final String EPOCH = "0123456789abcdef.";
    private static final String RESTORED = "fedcba9876543210.";

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
        public ChangePage changes(String cursor, TimeQuestion time) {
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
        record(OPERATIONS);
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
        record(10);
        SyncRound round = round();

        round.run(DEVICE, (sent, _) -> {
            if (sent == 0) {
                record(3);
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

    @Test
    void a_stick_that_leads_further_between_two_pages_loses_nothing_that_came_before() {
        PagedServer paged = new PagedServer();
        CatalogueStore catalogue = new CatalogueStore(database);
        ChangeStore feed = new ChangeStore(database, catalogue, new Changes());
        // before the second page is applied, a stick begins the feed of a restored server anew
        paged.before(
                EPOCH + "1",
                () -> assertThat(feed.applyIfNext(new DownParcel.Page("0", paged.page(RESTORED + "1", true, 1)), true))
                        .isTrue());

        round(feed, paged).run(DEVICE, (_, _) -> {});

        assertThat(catalogue.films())
                .extracting(film -> film.id().value().getLeastSignificantBits())
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(feed.cursor()).isEqualTo(RESTORED + "2");
        assertThat(paged.asked).containsExactly("0", EPOCH + "1", RESTORED + "1");
    }

    /// Two pages of two films, in either epoch of the feed.
    private static final class PagedServer implements SyncServer {
        private final List<String> asked = new ArrayList<>();
        private String moment = "";
        private Runnable then = () -> {};

        void before(String cursor, Runnable what) {
            moment = cursor;
            then = what;
        }

        ChangePage page(String cursor, boolean more, int film) {
            return new ChangePage(
                    ProtocolVersion.CURRENT,
                    cursor,
                    more,
                    CLOCK.instant(),
                    List.of(new Change.FilmChanged(film(film))));
        }

        @Override
        public ChangePage changes(String cursor, TimeQuestion time) {
            asked.add(cursor);
            if (cursor.equals(moment)) {
                then.run();
            }
            String epoch = cursor.startsWith(RESTORED) ? RESTORED : EPOCH;
            return cursor.equals("0") ? page(epoch + "1", true, 1) : page(epoch + "2", false, 2);
        }

        @Override
        public JournalPosition position(long after) {
            return new JournalPosition(0, JournalChain.genesis(DEVICE), 0, List.of());
        }

        @Override
        public PushReceipt push(Batch batch) {
            throw new AssertionError("there is nothing to send");
        }
    }

    private static Film film(int number) {
        return new Film(
                new FilmId(new UUID(1, number)),
                "Harmattan",
                "Une histoire.",
                "Ama Mensah",
                2024,
                Genre.FICTION,
                List.of(new CountryCode("TG")),
                List.of(new LanguageTag("fr")),
                List.of(),
                Duration.ofMinutes(90),
                null,
                null,
                null);
    }

    private SyncRound round(ChangeStore feed, SyncServer from) {
        BestTime time = new BestTime(CLOCK, System::nanoTime, new Forgetful());
        // what is asked for is there before it is looked at: the moments are always the same
        return new SyncRound(
                journal,
                new SyncRoundParts(feed, from, () -> keys, Optional::empty),
                time,
                System::nanoTime,
                Ahead.NONE);
    }

    private SyncRound round() {
        ChangeStore feed = new ChangeStore(database, new CatalogueStore(database), new Changes());
        BestTime time = new BestTime(CLOCK, System::nanoTime, new Forgetful());
        return new SyncRound(
                journal,
                new SyncRoundParts(feed, server, () -> keys, Optional::empty),
                time,
                System::nanoTime,
                Ahead.THREADS);
    }

    /// Long ones, so that a few fill a batch.
    private void record(int count) {
        String text = "x".repeat(Limits.MESSAGE_CHARS);
        IntStream.range(0, count).forEach(_ -> journal.record(new MessagePosted(FILM, "Ama", text)));
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
