package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.PeopleApi.Erasure;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;

/// Favourites, ratings and figures of films, by whatever devices and in whatever order they come.
class MarksTest extends OneServer {
    private FilmId film;
    private VenueId venue;
    private TestDevice one;
    private TestDevice other;

    @BeforeEach
    void a_venue_with_two_devices() {
        film = catalogue.film("Lagune");
        venue = TestDevice.newVenue(server);
        one = TestDevice.enrolled(server, venue);
        other = TestDevice.enrolled(server, venue);
    }

    @Test
    void a_favourite_of_the_venue_is_told_to_its_devices_until_somebody_who_saw_it_takes_it_back() {
        OperationId added = one.record(new FavouriteAdded(film));
        assertThat(push(one)).isEmpty();
        assertThat(tags(other, null)).containsExactly(added);
        assertThat(favourites(TestDevice.enrolled(server))).isEmpty();

        OperationId meanwhile = one.record(new FavouriteAdded(film));
        push(one);
        other.record(new FavouriteRemoved(film, List.of(added)));
        push(other);
        assertThat(tags(other, null)).as("what it did not know of stays").containsExactly(meanwhile);

        other.record(new FavouriteRemoved(film, List.of(meanwhile)));
        push(other);
        assertThat(tags(one, null)).isEmpty();
    }

    @Test
    void a_removal_holds_although_what_it_removes_comes_later() {
        OperationId added = new OperationId(UUID.randomUUID());
        other.record(new FavouriteRemoved(film, List.of(added)));
        push(other);
        one.record(added, new FavouriteAdded(film));
        push(one);
        assertThat(tags(other, null)).isEmpty();
    }

    @Test
    void one_batch_in_which_a_heart_is_pressed_many_times_ends_as_the_last_press() {
        for (int i = 0; i < 20; i++) {
            OperationId added = one.record(new FavouriteAdded(film));
            one.record(new FavouriteRemoved(film, List.of(added)));
        }
        OperationId last = one.record(new FavouriteAdded(film));
        push(one);
        push(one);
        assertThat(tags(other, null)).containsExactly(last);
    }

    @Test
    void the_last_rating_counts_whichever_device_comes_first() {
        Instant now = server.clock().instant();
        one.record(id(), now.minus(Duration.ofHours(1)), new FilmRated(film, 5));
        other.record(id(), now.minus(Duration.ofHours(2)), new FilmRated(film, 2));
        push(one);
        push(other);
        assertThat(rating(one, null).stars()).isEqualTo(5);

        other.record(id(), now.plus(Duration.ofDays(9_000)), new FilmRated(film, 1));
        push(other);
        server.clock().advance(Duration.ofMinutes(1));
        one.record(new FilmRated(film, 4));
        push(one);
        assertThat(rating(other, null).stars())
                .as("a clock that runs ahead has no last word for ever")
                .isEqualTo(4);
    }

    @Test
    void who_passes_by_at_a_kiosk_marks_nothing_and_who_is_signed_in_there_does() {
        TestDevice kiosk = TestDevice.enrolled(server, venue, DeviceProfile.BORNE);
        TestPerson ama = TestPerson.registered(server, "ama" + film + "@exemple.tg");
        PersonId person = new PersonId(ama.id());
        one.meets(ama);
        kiosk.meets(ama);
        kiosk.record(new FavouriteAdded(film));
        kiosk.record(new FilmRated(film, 1));
        OperationId added = kiosk.recordBy(person, new FavouriteAdded(film));
        kiosk.recordBy(person, new FilmRated(film, 5));

        assertThat(push(kiosk)).containsExactly("sync.not-a-hosts-device", "sync.not-a-hosts-device");

        assertThat(tags(one, person)).containsExactly(added);
        assertThat(rating(one, person).stars()).isEqualTo(5);
        assertThat(favourites(other))
                .as("neither the venue's nor anybody's at another device")
                .isEmpty();
        assertThat(favourites(kiosk)).as("a kiosk keeps nothing of a visitor").isEmpty();
    }

    @Test
    void what_a_device_says_for_somebody_who_was_never_at_it_marks_nothing() {
        TestPerson kofi = TestPerson.registered(server, "kofi" + film + "@exemple.tg");
        PersonId person = new PersonId(kofi.id());
        one.recordBy(person, new FavouriteAdded(film));
        one.recordBy(person, new FilmRated(film, 1));
        assertThat(push(one)).isEmpty();
        one.meets(kofi);
        assertThat(favourites(one)).isEmpty();
        assertThat(ratings(one)).isEmpty();
    }

    @Test
    void what_a_kiosk_says_for_somebody_who_was_never_at_it_marks_nothing_and_is_no_refusal() {
        TestDevice kiosk = TestDevice.enrolled(server, venue, DeviceProfile.BORNE);
        PersonId person = new PersonId(UUID.randomUUID());
        OperationId added = kiosk.recordBy(person, new FavouriteAdded(film));
        kiosk.recordBy(person, new FavouriteRemoved(film, List.of(added)));
        kiosk.recordBy(person, new FilmRated(film, 1));

        assertThat(push(kiosk)).isEmpty();

        assertThat(favourites(one)).isEmpty();
        assertThat(ratings(one)).isEmpty();
    }

    @Test
    void a_film_that_is_shown_at_twenty_thousand_devices_is_counted_while_few_wait() {
        watchedEverywhere(20_000);
        assertTimeout(Duration.ofSeconds(5), server::tellFigures);
        assertThat(figures(one)).containsExactly(new Change.FilmFigures(film, 20_000, 600_000, 0, 0));
    }

    private void watchedEverywhere(int devices) {
        String digit = "(values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9))";
        server.tables().useHandle(handle -> {
            handle.createUpdate("insert into device (id, venue, name, profile, signing_key, sealing_key, enrolled_at,"
                            + " acknowledged, chain_hash) select cast(:film || lpad(cast("
                            + "a.n + 10 * b.n + 100 * c.n + 1000 * d.n + 10000 * e.n as varchar(5)), 5, '0') as uuid),"
                            + " venue, 'Ailleurs', profile, signing_key, sealing_key, enrolled_at, 0, chain_hash"
                            + " from device cross join <digit> as a(n) cross join <digit> as b(n)"
                            + " cross join <digit> as c(n) cross join <digit> as d(n)"
                            + " cross join (values (0), (1), (2), (3), (4), (5)) as e(n)"
                            + " where id = :one and 10000 * e.n < :devices")
                    .define("digit", digit)
                    .bind("film", film.toString().substring(0, 31))
                    .bind("one", one.id().value())
                    .bind("devices", devices)
                    .execute();
            handle.createUpdate("insert into film_tally (film, device, viewings, spectators, untold)"
                            + " select :film, id, 1, 30, true from device where name = 'Ailleurs'")
                    .bind("film", film.value())
                    .execute();
        });
    }

    @Test
    void figures_are_told_once_an_hour_and_only_when_they_changed() {
        one.record(viewed(30));
        one.record(viewed(12));
        other.record(viewed(1));
        one.record(new FilmRated(film, 5));
        push(one);
        push(other);
        server.tellFigures();
        Change.FilmFigures first = new Change.FilmFigures(film, 3, 43, 1, 5);
        assertThat(figures(one)).containsExactly(first);

        other.record(viewed(7));
        push(other);
        assertThat(server.tellFigures()).as("told less than an hour ago").isZero();
        server.clock().advance(Duration.ofMinutes(61));
        server.tellFigures();
        assertThat(figures(one)).containsExactly(new Change.FilmFigures(film, 4, 50, 1, 5));

        server.clock().advance(Duration.ofMinutes(61));
        assertThat(server.tellFigures()).as("nothing changed").isZero();
    }

    @Test
    void who_is_erased_leaves_no_mark_and_figures_without_theirs() {
        TestPerson afi = TestPerson.registered(server, "afi" + film + "@exemple.tg");
        PersonId person = new PersonId(afi.id());
        one.meets(afi);
        one.recordBy(person, new FavouriteAdded(film));
        one.recordBy(person, new FilmRated(film, 2));
        other.record(new FilmRated(film, 4));
        push(one);
        push(other);
        server.tellFigures();
        assertThat(figures(one)).containsExactly(new Change.FilmFigures(film, 0, 0, 2, 6));

        assertThat(afi.send("/api/v1/me/erasure", new Erasure(TestPerson.PASSWORD))
                        .statusCode())
                .isEqualTo(204);
        server.clock().advance(Duration.ofMinutes(61));
        server.tellFigures();

        assertThat(rows("favourite", person) + rows("film_rating", person)).isZero();
        assertThat(figures(one)).containsExactly(new Change.FilmFigures(film, 0, 0, 1, 4));
        assertThat(one.pullAll().toString())
                .contains(new Change.PersonErased(person).toString())
                .doesNotContain("FavouriteChanged[person=" + person, "RatingChanged[person=" + person);
    }

    private static long rows(String table, PersonId person) {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select count(*) from " + table + " where owner = :person")
                        .bind("person", person.value())
                        .mapTo(Long.class)
                        .one());
    }

    private FilmViewed viewed(int audience) {
        return new FilmViewed(film, Duration.ofMinutes(80), true, audience);
    }

    private List<OperationId> tags(TestDevice device, @Nullable PersonId person) {
        return favourites(device).stream()
                .filter(change -> Objects.equals(change.person(), person))
                .reduce((first, second) -> second)
                .orElseThrow()
                .tags();
    }

    private Change.RatingChanged rating(TestDevice device, @Nullable PersonId person) {
        return ratings(device).stream()
                .filter(change -> Objects.equals(change.person(), person))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private List<Change.FavouriteChanged> favourites(TestDevice device) {
        return device.pullAll().stream()
                .filter(Change.FavouriteChanged.class::isInstance)
                .map(Change.FavouriteChanged.class::cast)
                .filter(change -> change.film().equals(film))
                .toList();
    }

    private List<Change.RatingChanged> ratings(TestDevice device) {
        return device.pullAll().stream()
                .filter(Change.RatingChanged.class::isInstance)
                .map(Change.RatingChanged.class::cast)
                .filter(change -> change.film().equals(film))
                .toList();
    }

    private List<Change> figures(TestDevice device) {
        device.openSession(); // the one before may be over
        return device.pullAll().stream()
                .filter(change ->
                        change instanceof Change.FilmFigures told && told.film().equals(film))
                .toList();
    }

    private static List<String> push(TestDevice device) {
        return device.push(device.batchFrom(1)).quarantined().stream()
                .map(PushReceipt.Quarantined::reason)
                .toList();
    }

    private static OperationId id() {
        return new OperationId(UUID.randomUUID());
    }
}
