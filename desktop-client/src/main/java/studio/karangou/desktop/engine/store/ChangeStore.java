package studio.karangou.desktop.engine.store;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.FeedPlace;

/// Applies pages of the server's change feed: all changes of a page and the new cursor, or nothing.
public final class ChangeStore {
    private static final String CURSOR = "sync.cursor";
    private static final String CATALOGUE = "roads.catalogue";
    private static final List<String> COPIED = List.of(
            "film",
            "film_withdrawn",
            "project",
            "message",
            "message_removed",
            "kiosk_cash",
            "kiosk_film",
            "kiosk_holding",
            "favourite",
            "rating",
            "film_figures");
    private static final String SERVER = "sync.server";

    private final LocalDatabase database;
    private final CatalogueStore catalogue;
    private final Changes changes;

    public ChangeStore(LocalDatabase database, CatalogueStore catalogue, Changes changes) {
        this.database = database;
        this.catalogue = catalogue;
        this.changes = changes;
    }

    private enum Touched {
        FILMS,
        PROJECTS,
        MESSAGES,
        KIOSKS,
        MARKS,
        PEOPLE
    }

    /// Where to go on in the feed.
    public String cursor() {
        return database.read(ChangeStore::cursor);
    }

    /// Begins the feed anew. What is known of the same server stays until it is replaced; what another one said is
    /// forgotten, so that nobody gives for a project that this one does not have.
    public void restart(VerifyingKey server) {
        String key = HexFormat.of().formatHex(server.raw().toArray());
        database.write(handle -> {
            if (!SettingsStore.read(handle, SERVER).equals(Optional.of(key))) {
                COPIED.forEach(table -> handle.execute("DELETE FROM " + table));
                SettingsStore.write(handle, SERVER, key);
            }
            Sweep.begin(handle, ChangePage.START);
            handle.execute("DELETE FROM room"); // it is another device now, which follows nothing yet
            return SettingsStore.write(handle, CURSOR, ChangePage.START);
        });
        catalogue.forget();
        EnumSet.allOf(Touched.class).forEach(this::tell);
    }

    /// Reads the feed of the same server from its start, unless another road has led further meanwhile.
    /// What is known stays, and each thing is replaced as it comes; with the last page goes what has
    /// not come.
    ///
    /// @param refused the cursor that the server cannot go on from
    public void rewind(String refused) {
        database.write(handle -> {
            boolean still = cursor(handle).equals(refused);
            if (still) {
                Sweep.begin(handle, refused);
                SettingsStore.write(handle, CURSOR, ChangePage.START);
            }
            return still;
        });
    }

    /// Applies a page in one transaction, if it goes on where this device is, then tells who listens.
    /// Several roads bring pages at the same time: one that another road went past is not wanted any
    /// more.
    ///
    /// @param after the cursor behind which the page begins
    /// @return whether it was applied
    /// @throws studio.karangou.common.model.FailureException with a [StoreFailure]; then nothing was applied
    public boolean applyIfNext(String after, ChangePage page) {
        return told(database.write(
                handle -> cursor(handle).equals(after) ? Optional.of(take(handle, page)) : Optional.empty()));
    }

    /// Applies a page of a parcel as [#applyIfNext(String, ChangePage)], or begins the feed anew with it.
    ///
    /// @param latest whether nothing later was heard of the server: only then does it begin anew, as the
    ///     server is in another epoch, or could not go on from where this device still is
    /// @throws studio.karangou.common.model.FailureException with a [StoreFailure]; then nothing was
    ///     applied
    public boolean applyIfNext(DownParcel.Page carried, boolean latest) {
        return told(database.write(handle -> {
            String cursor = cursor(handle);
            if (!cursor.equals(carried.after())) {
                if (!latest || !beginsAnew(carried, cursor)) {
                    return Optional.empty();
                }
                Sweep.begin(handle, cursor);
            }
            return Optional.of(take(handle, carried.page()));
        }));
    }

    /// A page from the start that was asked for before this device had anything is no reason to read
    /// all again.
    private static boolean beginsAnew(DownParcel.Page carried, String cursor) {
        if (!carried.after().equals(ChangePage.START)) {
            return false;
        }
        Optional<String> here = FeedPlace.of(cursor).map(FeedPlace::epoch);
        boolean otherEpoch = !here.equals(FeedPlace.of(carried.page().cursor()).map(FeedPlace::epoch));
        return otherEpoch || cursor.equals(carried.insteadOf());
    }

    private boolean told(Optional<Set<Touched>> touched) {
        if (touched.isPresent()) {
            catalogue.forget();
            touched.get().forEach(this::tell);
        }
        return touched.isPresent();
    }

    /// Up to where the public catalogue is known, by this device's own feed or from a neighbour.
    public String catalogueCursor() {
        return database.read(
                handle -> cataloguePlace(handle).map(FeedPlace::cursor).orElse(ChangePage.START));
    }

    /// Applies what of a page of the public catalogue is behind everything that is known, so that an old page sets
    /// nothing back. The device's own cursor stays: the rows of its venue are still to come.
    ///
    /// @param latest whether nothing later was heard of the server
    /// @return whether it brought this device further
    /// @throws studio.karangou.common.model.FailureException with a [StoreFailure]; then nothing was
    ///     applied
    public boolean applyCatalogue(CataloguePage page, boolean latest) {
        return told(database.write(handle -> {
            Optional<FeedPlace> known = cataloguePlace(handle);
            boolean goesOn = known.filter(
                            place -> place.epoch().equals(page.upTo().epoch()))
                    .isPresent();
            if (known.isPresent() && !goesOn && !latest) {
                return Optional.empty();
            }
            long from = goesOn ? known.get().position() : 0;
            if (page.after().position() > from || page.upTo().position() <= from) {
                return Optional.empty();
            }
            Set<Touched> kinds = EnumSet.noneOf(Touched.class);
            List<Change> fresh = page.changes().stream()
                    .filter(placed -> placed.position() > from)
                    .map(CataloguePage.Placed::change)
                    .filter(ChangeStore::isCatalogue)
                    .toList();
            apply(handle, fresh, kinds);
            Sweep.mark(handle, fresh);
            SettingsStore.write(
                    handle, CATALOGUE, cursor(handle) + " " + page.upTo().cursor());
            return Optional.of(kinds);
        }));
    }

    private static boolean isCatalogue(Change change) {
        return change instanceof Change.FilmChanged
                || change instanceof Change.FilmWithdrawn
                || change instanceof Change.ProjectChanged;
    }

    private static String cursor(Handle handle) {
        return SettingsStore.read(handle, CURSOR).orElse(ChangePage.START);
    }

    /// What came from neighbours is noted with the own cursor of then: once that moves on, it alone tells.
    private static Optional<FeedPlace> cataloguePlace(Handle handle) {
        String own = cursor(handle);
        return SettingsStore.read(handle, CATALOGUE)
                .filter(noted -> noted.startsWith(own + " "))
                .flatMap(noted -> FeedPlace.of(noted.substring(own.length() + 1)))
                .or(() -> FeedPlace.of(own));
    }

    /// A page and its cursor, and with the last one of a reading from the start what goes.
    private static Set<Touched> take(Handle handle, ChangePage page) {
        Set<Touched> kinds = EnumSet.noneOf(Touched.class);
        apply(handle, page.changes(), kinds);
        SettingsStore.write(handle, CURSOR, page.cursor());
        Sweep.mark(handle, page.changes());
        if (Sweep.end(handle, page)) {
            kinds.addAll(EnumSet.allOf(Touched.class));
        }
        return kinds;
    }

    /// A page has each thing once, so that what there are many of may be written together; those of a kind stay in
    /// their order.
    private static void apply(Handle handle, List<Change> changes, Set<Touched> touched) {
        List<Change.MessageShared> messages = new ArrayList<>();
        List<Change.ContributionChanged> contributions = new ArrayList<>();
        for (Change change : changes) {
            switch (change) {
                case Change.FilmChanged changed -> {
                    CatalogueStore.put(handle, changed.film());
                    touched.add(Touched.FILMS);
                }
                case Change.ProjectChanged changed -> {
                    CatalogueStore.put(handle, changed.project());
                    touched.add(Touched.PROJECTS);
                }
                case Change.MessageShared shared -> messages.add(shared);
                case Change.ContributionChanged changed -> contributions.add(changed);
                // their messages come anew, without their name
                case Change.PersonErased erased -> {
                    OfflinePersonStore.erase(handle, erased.person());
                    MarkStore.forget(handle, erased.person());
                    MessageStore.leave(handle, erased.person());
                    touched.add(Touched.MARKS);
                    touched.add(Touched.PEOPLE);
                }
                case Change.DoorsClosed closed -> {
                    OfflinePersonStore.close(handle, closed.person(), closed.credentialVersion());
                    touched.add(Touched.PEOPLE);
                }
                case Change.CashAnnounced cash -> {
                    KioskStore.put(handle, cash);
                    touched.add(Touched.KIOSKS);
                }
                case Change.KioskRefused refused -> {
                    KioskStore.put(handle, refused);
                    touched.add(Touched.KIOSKS);
                }
                case Change.KioskFilm film -> {
                    KioskStore.put(handle, film);
                    touched.add(Touched.KIOSKS);
                }
                case Change.KioskHolds holds -> {
                    KioskStore.put(handle, holds);
                    touched.add(Touched.KIOSKS);
                }
                case Change.Joined joined -> {
                    MessageStore.whole(handle, joined);
                    touched.add(Touched.MESSAGES);
                }
                case Change.MessageRemoved removed -> {
                    MessageStore.remove(handle, removed);
                    touched.add(Touched.MESSAGES);
                }
                case Change.FilmWithdrawn withdrawn -> {
                    CatalogueStore.withdraw(handle, withdrawn.film());
                    touched.add(Touched.FILMS);
                }
                case Change.FavouriteChanged favourite -> {
                    MarkStore.put(handle, favourite);
                    touched.add(Touched.MARKS);
                }
                case Change.RatingChanged rating -> {
                    MarkStore.put(handle, rating);
                    touched.add(Touched.MARKS);
                }
                case Change.FilmFigures figures -> {
                    MarkStore.put(handle, figures);
                    touched.add(Touched.MARKS);
                }
                case Change.Unknown unknown -> {
                    // of a later version: skipped, as the protocol says
                }
            }
        }
        if (!messages.isEmpty()) {
            MessageStore.put(handle, messages);
            touched.add(Touched.MESSAGES);
        }
        if (!contributions.isEmpty()) {
            ProjectStore.put(handle, contributions);
            touched.add(Touched.PROJECTS);
        }
    }

    private void tell(Touched touched) {
        switch (touched) {
            case FILMS -> {
                changes.films().changed();
                changes.feed().changed();
            }
            case PROJECTS -> {
                changes.projects().changed();
                changes.feed().changed();
            }
            case MESSAGES -> changes.messages().changed();
            case KIOSKS -> changes.kiosks().changed();
            case MARKS -> changes.marks().changed();
            case PEOPLE -> changes.people().changed();
        }
    }
}
