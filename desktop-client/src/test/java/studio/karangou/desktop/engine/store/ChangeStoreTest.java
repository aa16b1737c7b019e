package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.feature.discussion.Message;
import studio.karangou.desktop.feature.discussion.Messages.Room;
import studio.karangou.desktop.feature.kiosk.KioskCash;

/// What goes from a device, because the server says so or has it no more.
class ChangeStoreTest {
    private static final String EPOCH = "0123456789abcdef.";
    private static final FilmId FILM = new FilmId(new UUID(1, 1));
    private static final FilmId OTHER = new FilmId(new UUID(1, 2));

    @TempDir
    private Path folder;

    private LocalDatabase database;
    private CatalogueStore catalogue;
    private ChangeStore changes;
    private MessageStore messages;
    private KioskStore kiosks;

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("karangou"), new byte[32]).database();
        catalogue = new CatalogueStore(database);
        Changes told = new Changes();
        changes = new ChangeStore(database, catalogue, told);
        messages = new MessageStore(database, catalogue, told);
        kiosks = new KioskStore(
                database,
                catalogue,
                told,
                new JournalStore(
                        Disk.REAL, folder.resolve("journals"), new byte[32], database, told, () -> Instant.EPOCH));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void what_the_operator_took_away_goes_and_a_film_that_is_announced_again_comes_back() {
        apply("2", false, film(FILM), message(1));
        apply("4", false, new Change.MessageRemoved(id(1), FILM), new Change.FilmWithdrawn(FILM));

        assertThat(messages.of(FILM)).isEmpty();
        assertThat(catalogue.film(FILM)).isEmpty();
        assertThat(catalogue.withdrawn()).containsExactly(FILM);

        apply("5", false, film(FILM));
        assertThat(catalogue.film(FILM)).isPresent();
        assertThat(catalogue.withdrawn()).isEmpty();
    }

    @Test
    void a_room_is_whole_when_the_server_says_so() {
        assertThat(messages.room(FILM)).isEqualTo(Room.ELSEWHERE);
        messages.awaited(FILM);
        assertThat(messages.room(FILM)).isEqualTo(Room.AWAITED);

        apply("3", false, new Change.Joined(FILM.value()));

        assertThat(messages.room(FILM)).isEqualTo(Room.HERE);
    }

    @Test
    void what_is_not_in_the_feed_any_more_goes_when_it_was_read_from_its_start_and_not_before() {
        Change.KioskHolds holds = new Change.KioskHolds(new DeviceId(new UUID(3, 1)), "Borne", FILM, true);
        apply(
                "9",
                false,
                film(FILM),
                film(OTHER),
                message(1),
                message(2),
                new Change.Joined(FILM.value()),
                new Change.KioskFilm(OTHER, true),
                holds,
                new Change.ContributionChanged(id(7), ContributionState.CONFIRMED));

        changes.rewind(changes.cursor());
        apply("4~20", true, film(FILM), message(2));
        assertThat(catalogue.films()).as("more is to come").hasSize(2);
        assertThat(messages.of(FILM)).hasSize(2);

        apply("20", false, holds);

        assertThat(catalogue.films()).extracting(Film::id).containsExactly(FILM);
        assertThat(catalogue.withdrawn()).as("its bytes stay").isEmpty();
        assertThat(messages.of(FILM)).extracting(Message::id).containsExactly(id(2));
        assertThat(messages.room(FILM)).isEqualTo(Room.ELSEWHERE);
        assertThat(kiosks.chosen()).isEmpty();
        assertThat(count("kiosk_holding")).isEqualTo(1);
        assertThat(count("contribution")).as("money is never swept").isEqualTo(1);

        apply("21", false, film(OTHER));
        assertThat(catalogue.films()).as("it is over").hasSize(2);
    }

    @Test
    void cash_that_was_dealt_with_while_the_device_was_away_for_too_long_waits_no_longer() {
        apply(
                "9",
                false,
                cash(1, ContributionState.AWAITING_PAYMENT),
                cash(2, ContributionState.AWAITING_PAYMENT),
                cash(3, ContributionState.CONFIRMED));

        changes.rewind(changes.cursor());
        apply("12", false, cash(2, ContributionState.AWAITING_PAYMENT));

        assertThat(kiosks.cash()).extracting(KioskCash::id).containsExactlyInAnyOrder(id(2), id(3));
    }

    private static Change.CashAnnounced cash(long number, ContributionState state) {
        return new Change.CashAnnounced(
                id(number), "Borne", new ProjectId(new UUID(4, 4)), Money.xof(500), Instant.EPOCH, state);
    }

    @Test
    void of_who_was_erased_while_the_device_was_away_no_favourite_is_left() {
        PersonId here = new PersonId(new UUID(5, 1));
        PersonId erased = new PersonId(new UUID(5, 2));
        apply("9", false, favourite(null), favourite(here), favourite(erased));

        changes.rewind(changes.cursor());
        apply("12", false, favourite(null), favourite(here));
        assertThat(owners()).containsExactlyInAnyOrder(new UUID(0, 0), here.value());

        changes.rewind(changes.cursor());
        apply("12", false, favourite(here));
        assertThat(owners())
                .as("a restored server knows nothing of the venue’s")
                .containsExactly(here.value());
    }

    @Test
    void of_who_is_erased_not_even_the_scope_stays() {
        PersonId person = new PersonId(new UUID(5, 1));
        apply("9", false, new Change.Joined(FILM.value()), new Change.Joined(person.value()));
        assertThat(count("room")).isEqualTo(2);

        apply("10", false, new Change.PersonErased(person));

        assertThat(count("room")).isEqualTo(1);
        assertThat(messages.room(FILM)).isEqualTo(Room.HERE);
    }

    private List<UUID> owners() {
        return database.read(handle -> handle.createQuery("SELECT owner FROM favourite")
                .mapTo(UUID.class)
                .list());
    }

    private static Change favourite(@Nullable PersonId person) {
        return new Change.FavouriteChanged(person, FILM, List.of(id(9)));
    }

    @Test
    void a_parcel_that_begins_the_feed_anew_is_taken_by_who_was_away_for_too_long_if_it_is_the_latest() {
        apply("9", false, film(FILM), film(OTHER));
        DownParcel.Page page = new DownParcel.Page("0", page("12", false, film(FILM)), EPOCH + "9");

        assertThat(changes.applyIfNext(page, false)).isFalse();
        assertThat(catalogue.films()).hasSize(2);

        assertThat(changes.applyIfNext(page, true)).isTrue();
        assertThat(catalogue.films()).extracting(Film::id).containsExactly(FILM);
        assertThat(changes.cursor()).isEqualTo(EPOCH + "12");
    }

    @Test
    void a_parcel_asked_for_when_the_device_had_nothing_begins_nothing_anew_after_a_sync() {
        apply("9", false, film(FILM), film(OTHER));
        ChangePage first = page("12", false, film(FILM));

        assertThat(changes.applyIfNext(new DownParcel.Page("0", first), true)).isFalse();
        assertThat(changes.applyIfNext(new DownParcel.Page("0", first, EPOCH + "3"), true))
                .as("the server could not go on from a place where the device is no more")
                .isFalse();

        assertThat(catalogue.films()).hasSize(2);
        assertThat(changes.cursor()).isEqualTo(EPOCH + "9");
    }

    @Test
    void a_parcel_of_another_epoch_begins_the_feed_anew() {
        apply("9", false, film(FILM), film(OTHER));
        ChangePage restored = new ChangePage(
                ProtocolVersion.CURRENT, "fedcba9876543210.2", false, Instant.EPOCH, List.of(film(OTHER)));

        assertThat(changes.applyIfNext(new DownParcel.Page("0", restored), true))
                .isTrue();

        assertThat(catalogue.films()).extracting(Film::id).containsExactly(OTHER);
    }

    @Test
    void a_cursor_that_another_road_has_left_is_not_rewound() {
        apply("9", false, film(FILM));

        changes.rewind(EPOCH + "3");

        assertThat(changes.cursor()).isEqualTo(EPOCH + "9");
    }

    private long count(String table) {
        return database.read(handle -> handle.createQuery("SELECT COUNT(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    private void apply(String place, boolean more, Change... all) {
        assertThat(changes.applyIfNext(changes.cursor(), page(place, more, all)))
                .isTrue();
    }

    private static ChangePage page(String place, boolean more, Change... all) {
        return new ChangePage(ProtocolVersion.CURRENT, EPOCH + place, more, Instant.EPOCH, Arrays.asList(all));
    }

    private static OperationId id(long number) {
        return new OperationId(new UUID(2, number));
    }

    private static Change.MessageShared message(long number) {
        return new Change.MessageShared(id(number), FILM, "Ama", "Bonsoir", Instant.EPOCH.plusMillis(number));
    }

    private static Change.FilmChanged film(FilmId id) {
        return new Change.FilmChanged(new Film(
                id,
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
                null));
    }
}
