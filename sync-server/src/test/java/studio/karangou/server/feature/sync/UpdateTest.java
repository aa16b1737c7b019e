package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feed.Audience;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;
import studio.karangou.server.feed.FeedEpoch;

/// A server of the time before there were scopes is updated: what each device is told then.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class UpdateTest {
    private static final String BEFORE_SCOPES = "0024";
    private static final VenueId VENUE = new VenueId(new UUID(1, 1));
    private static final Audience HOST = new Audience(new DeviceId(new UUID(2, 1)), VENUE);
    private static final Audience KIOSK = new Audience(new DeviceId(new UUID(2, 2)), VENUE);
    private static final Audience ELSEWHERE = new Audience(new DeviceId(new UUID(2, 3)), new VenueId(new UUID(1, 2)));
    private static final PersonId AFI = new PersonId(new UUID(3, 1));
    private static final FilmId FILM = new FilmId(new UUID(4, 1));
    private static final ProjectId PROJECT = new ProjectId(new UUID(5, 1));
    private static final OperationId MESSAGE = new OperationId(new UUID(6, 1));
    private static final OperationId CASH = new OperationId(new UUID(6, 2));
    private static final Change SAID = new Change.MessageShared(MESSAGE, FILM, "Afi", "Bonsoir", Instant.EPOCH);
    private static final Change SETTLED = new Change.CashAnnounced(
            CASH, "Borne", PROJECT, Money.xof(500), Instant.EPOCH, ContributionState.CONFIRMED);
    private static final byte[] KEY = new byte[32];

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path folder;

    private final ChangeFeedStore feed = new ChangeFeedStore();
    private Database database;

    @BeforeEach
    void update() {
        DatabaseSettings settings = kind.fresh(folder);
        try (Database before = Database.openAt(settings, new SimpleMeterRegistry(), BEFORE_SCOPES)) {
            before.inTransaction(transaction -> {
                write(transaction.handle());
                return settings;
            });
        }
        database = Database.open(settings, new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static void write(Handle handle) {
        Object then = Sql.time(Instant.EPOCH);
        for (Audience one : List.of(HOST, ELSEWHERE)) {
            handle.execute(
                    "insert into venue (id, name, created_at) values (?, 'Lieu', ?)",
                    one.venue().value(),
                    then);
        }
        handle.execute(
                "insert into person (id, name, language, created_at) values (?, 'Afi', 'fr', ?)", AFI.value(), then);
        device(handle, HOST, "LIEU");
        device(handle, KIOSK, "BORNE");
        device(handle, ELSEWHERE, "LIEU");
        for (Audience one : List.of(HOST, KIOSK)) {
            handle.execute(
                    "insert into person_device (person, device, since) values (?, ?, ?)",
                    AFI.value(),
                    one.device().value(),
                    then);
        }
        handle.execute(
                "insert into film (id, title, document, search_text, revision) values (?, 'Lagune', '{}', '', 0)",
                FILM.value());
        handle.execute(
                "insert into project (id, title, document, state, currency, collected, contributors)"
                        + " values (?, 'Fleuve', '{}', 'OPEN', 'XOF', 500, 1)",
                PROJECT.value());
        handle.execute(
                "insert into message (id, device, film, author, body, written_at, received_at)"
                        + " values (?, ?, ?, 'Afi', 'Bonsoir', ?, ?)",
                MESSAGE.value(),
                HOST.device().value(),
                FILM.value(),
                then,
                then);
        handle.execute(
                "insert into contribution (id, device, venue, project, currency, units, method, state, made_at,"
                        + " received_at) values (?, ?, ?, ?, 'XOF', 500, 'CASH', 'CONFIRMED', ?, ?)",
                CASH.value(),
                KIOSK.device().value(),
                VENUE.value(),
                PROJECT.value(),
                then,
                then);
        for (int i = 1; i <= 2; i++) {
            handle.execute(
                    "insert into film_view (id, device, venue, film, watched_millis, to_the_end, audience, viewed_at,"
                            + " received_at) values (?, ?, ?, ?, 1, true, 20, ?, ?)",
                    new UUID(7, i),
                    HOST.device().value(),
                    VENUE.value(),
                    FILM.value(),
                    then,
                    then);
        }
        told(handle, 1, "message/" + MESSAGE, null, SAID);
        told(handle, 2, "cash/" + CASH, VENUE, SETTLED);
        handle.execute("update feed_position set position = 2 where id = 1");
    }

    private static void device(Handle handle, Audience one, String profile) {
        handle.execute(
                "insert into device (id, venue, name, profile, signing_key, sealing_key, enrolled_at, acknowledged,"
                        + " chain_hash) values (?, ?, 'Poste', ?, ?, ?, ?, 0, ?)",
                one.device().value(),
                one.venue().value(),
                profile,
                KEY,
                KEY,
                Sql.time(Instant.EPOCH),
                KEY);
    }

    private static void told(Handle handle, long position, String entity, VenueId venue, Change change) {
        handle.createUpdate("insert into feed_change (entity, position, venue, payload)"
                        + " values (:entity, :position, cast(:venue as uuid), :payload)")
                .bind("entity", entity)
                .bind("position", position)
                .bind("venue", Sql.id(venue))
                .bind("payload", Wire.toCbor(change))
                .execute();
    }

    @Test
    void a_message_is_told_at_the_venue_that_wrote_it_and_at_no_other() {
        assertThat(told(HOST)).containsExactly(SAID, SETTLED);
        assertThat(told(KIOSK)).containsExactly(SAID, SETTLED);
        assertThat(told(ELSEWHERE)).isEmpty();
    }

    @Test
    void what_is_somebodys_is_told_where_they_were_and_never_at_a_kiosk() {
        Change favourite = new Change.FavouriteChanged(AFI, FILM, List.of(new OperationId(new UUID(6, 3))));
        database.inTransaction(transaction -> {
            feed.append(transaction, List.of(FeedEntry.favourite(AFI, (Change.FavouriteChanged) favourite)));
            return favourite;
        });

        assertThat(told(HOST)).contains(favourite);
        assertThat(told(KIOSK)).doesNotContain(favourite);
        assertThat(told(ELSEWHERE)).isEmpty();
    }

    @Test
    void what_was_settled_is_over_and_what_was_watched_is_counted() {
        assertThat(strings("select entity from feed_change where closed")).containsExactly("cash/" + CASH);
        assertThat(strings("select viewings || ' ' || spectators from film_tally"))
                .containsExactly("2 40");
    }

    private List<String> strings(String query) {
        return database.inTransaction(transaction ->
                transaction.handle().createQuery(query).mapTo(String.class).list());
    }

    private static final class OneLife implements FeedEpoch {
        @Override
        public String current(Transaction transaction) {
            return "0123456789abcdef";
        }

        @Override
        public void close() {}
    }

    private List<Change> told(Audience reader) {
        ChangePage page =
                new PullService(database, feed, new OneLife(), Clock.systemUTC()).after(ChangePage.START, reader);
        assertThat(page.more()).isFalse();
        return page.changes();
    }
}
