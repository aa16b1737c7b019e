package studio.karangou.desktop.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.PushReceipt.Quarantined;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.feature.catalogue.Marks;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// What is shown of favourites and ratings: what the feed says, and what was done here and is not in it yet.
class MarkStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final DeviceId DEVICE = new DeviceId(new UUID(5, 1));
    private static final DeviceId OTHER = new DeviceId(new UUID(5, 2));
    private static final FilmId FILM = new FilmId(new UUID(6, 1));
    private static final PersonId AMA = new PersonId(new UUID(7, 1));
    private static final OperationId ELSEWHERE = new OperationId(new UUID(8, 1));
    private static final byte[] KEY = new byte[32];

    @TempDir
    private Path folder;

    private LocalDatabase database;
    private JournalStore journal;
    private ChangeStore feed;
    private MarkStore marks;
    private DeviceProfile profile = DeviceProfile.LIEU;
    private Optional<PersonId> signedIn = Optional.empty();
    private int pages;

    @BeforeEach
    void open() {
        database = LocalDatabase.open(folder.resolve("karangou"), KEY).database();
        Changes changes = new Changes();
        journal = new JournalStore(
                Disk.REAL,
                folder.resolve("journals"),
                KEY,
                database,
                changes,
                InstantSource.fixed(NOW),
                () -> true,
                () -> signedIn);
        journal.openFor(DEVICE);
        feed = new ChangeStore(database, new CatalogueStore(database), changes);
        marks = new MarkStore(database, journal, changes, () -> Optional.of(device()), () -> signedIn);
    }

    private EnrolledDevice device() {
        return new EnrolledDevice(
                DEVICE,
                "Projecteur",
                profile,
                new VenueId(new UUID(9, 1)),
                "Lieu",
                URI.create("https://server.invalid"),
                SigningKeyPair.generate().verifyingKey());
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    @Test
    void a_heart_is_shown_from_the_press_on_through_acknowledgement_and_pull() {
        marks.favourite(FILM, true);
        OperationId tag = journal.pending(9).getFirst().operation().id();
        assertThat(favourite()).isTrue();
        journal.acknowledge(1, List.of());
        assertThat(favourite()).as("acknowledged, and not in the feed yet").isTrue();
        told(null, tag);
        journal.covered(1);
        assertThat(favourite()).isTrue();

        told(null);
        assertThat(favourite()).as("another device took it back").isFalse();
    }

    @Test
    void what_is_taken_back_here_is_what_was_seen_here() {
        told(null, ELSEWHERE);
        assertThat(favourite()).isTrue();
        marks.favourite(FILM, false);
        assertThat(favourite()).isFalse();
        assertThat(journal.pending(9).getFirst().operation().body())
                .isEqualTo(new FavouriteRemoved(FILM, List.of(ELSEWHERE)));
        OperationId another = new OperationId(new UUID(8, 2));
        told(null, ELSEWHERE, another);
        assertThat(favourite()).as("somebody added it who did not know").isTrue();
    }

    @Test
    void what_is_so_already_is_not_recorded_again() {
        marks.favourite(FILM, false);
        marks.favourite(FILM, true);
        marks.favourite(FILM, true);
        marks.rate(FILM, 3);
        marks.rate(FILM, 3);
        assertThat(journal.last()).isEqualTo(2);
    }

    @Test
    void what_the_server_set_aside_is_shown_no_longer() {
        marks.rate(FILM, 4);
        journal.acknowledge(1, List.of(new Quarantined(1, null, "sync.unknown-film")));
        assertThat(known().stars(FILM)).isZero();
    }

    @Test
    void of_stars_the_last_word_counts_whoever_said_it() {
        marks.rate(FILM, 5);
        apply(new Change.RatingChanged(null, FILM, 1, stamp(NOW.minusSeconds(1800))));
        assertThat(known().stars(FILM)).isEqualTo(5);
        apply(new Change.RatingChanged(null, FILM, 2, stamp(NOW.plusSeconds(1800))));
        assertThat(known().stars(FILM)).as("said half an hour later elsewhere").isEqualTo(2);
    }

    @Test
    void who_changes_what_they_see_has_the_later_word_although_this_clock_is_behind() {
        apply(new Change.RatingChanged(null, FILM, 2, stamp(NOW.plusSeconds(1800))));
        marks.rate(FILM, 5);
        assertThat(known().stars(FILM)).isEqualTo(5);
    }

    @Test
    void each_person_has_their_own_and_who_is_erased_leaves_none() {
        told(AMA, ELSEWHERE);
        apply(new Change.RatingChanged(AMA, FILM, 3, stamp(NOW)));
        assertThat(favourite()).isFalse();
        signedIn = Optional.of(AMA);
        assertThat(favourite()).isTrue();
        assertThat(known().stars(FILM)).isEqualTo(3);
        apply(new Change.PersonErased(AMA));
        assertThat(favourite()).isFalse();
        assertThat(known().stars()).isEmpty();
    }

    @Test
    void at_a_kiosk_only_who_is_signed_in_has_marks_and_of_them_what_they_did_there() {
        profile = DeviceProfile.BORNE;
        assertThat(known().allowed()).isFalse();
        assertThatThrownBy(() -> marks.favourite(FILM, true)).isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> marks.rate(FILM, 1)).isInstanceOf(FailureException.class);
        signedIn = Optional.of(AMA);
        marks.favourite(FILM, true);
        journal.acknowledge(1, List.of());
        journal.covered(1);
        assertThat(favourite()).isTrue();
        signedIn = Optional.empty();
        assertThat(known().favourites()).isEmpty();
    }

    @Test
    void figures_are_what_the_server_told_last() {
        apply(new Change.FilmFigures(FILM, 3, 120, 2, 9));
        apply(new Change.FilmFigures(FILM, 4, 150, 2, 9));
        assertThat(known().figures(FILM)).contains(new Marks.Figures(4, 150, 2, 9));
        assertThat(known().figures(FILM).orElseThrow().mean()).isEqualTo(4.5);
    }

    private Marks.Known known() {
        return marks.known();
    }

    private boolean favourite() {
        return known().favourites().contains(FILM);
    }

    private static Stamp stamp(Instant at) {
        return new Stamp(new HybridTime(at.toEpochMilli(), 0), OTHER, 1);
    }

    private void told(@Nullable PersonId person, OperationId... tags) {
        apply(new Change.FavouriteChanged(person, FILM, List.of(tags)));
    }

    private void apply(Change change) {
        pages++;
        ChangePage page = new ChangePage(1, "0000000000000001." + pages, false, NOW, List.of(change));
        assertThat(feed.applyIfNext(feed.cursor(), page)).isTrue();
    }
}
