package studio.karangou.server.rotation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.jobs.RepeatedWork;
import studio.karangou.server.keys.ContentKeyWrap;
import studio.karangou.server.keys.SealedColumns;
import studio.karangou.server.keys.ServerKeys;

/// Replaces keys without stopping: what is new is made with the new key at once, what is old is sealed anew in the
/// background, a few rows at a time.
public final class KeyRotation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);
    private static final int AT_A_TIME = 100;
    private static final UUID BEGINNING = new UUID(0, 0);

    private final Database database;
    private final ServerKeys keys;
    private final SealedColumns columns;
    private final ContentKeyWrap contentKeys;
    private final AuditLog audit;
    private final Clock clock;
    private final Consumer<ServerKeys> tokenChanged;
    private final RepeatedWork work;
    private final Map<SealedStore.Place, Integer> unreadable = new ConcurrentHashMap<>();
    private final Set<UUID> told = ConcurrentHashMap.newKeySet();
    private final SealedStore store = new SealedStore();

    /// @param pause between two looks whether there is something to be sealed anew
    /// @param tokenChanged told when the operator's token has become another one
    public KeyRotation(
            Database database,
            ServerKeys keys,
            AuditLog audit,
            Clock clock,
            Duration pause,
            Consumer<ServerKeys> tokenChanged) {
        this.database = database;
        this.keys = keys;
        columns = keys.columns();
        contentKeys = keys.contentKeys();
        this.audit = audit;
        this.clock = clock;
        this.tokenChanged = tokenChanged;
        work = new RepeatedWork("sealing", pause, this::look);
    }

    /// Begins to look whether something is to be sealed anew.
    public void start() {
        work.start();
    }

    /// Draws a new key.
    ///
    /// @return how many of its kind there have been
    public int rotate(ServerKeys.Kind kind) {
        int number = keys.rotate(kind, clock.instant());
        audit.append(Actor.OPERATOR, AuditAction.KEY_ROTATED, null, kind.name() + " " + number);
        tokenChanged.accept(keys);
        return number;
    }

    /// Draws a new key for tokens in the place of all before it, of which one was stolen. Devices and people get other
    /// tokens by themselves; a sign-in under way begins anew.
    ///
    /// @return how many there have been
    public int recallTokens() {
        int number = keys.recallTokens();
        audit.append(Actor.OPERATOR, AuditAction.KEY_ROTATED, null, "TOKEN " + number + " recalled");
        tokenChanged.accept(keys);
        return number;
    }

    /// Values that still lie under an older key.
    public int waiting() {
        int waiting = 0;
        for (SealedStore.Place place : SealedStore.Place.values()) {
            waiting += database.inTransaction(
                            transaction -> store.others(transaction, place, columns.currentKey(), BEGINNING, 100_000))
                    .size();
        }
        return waiting;
    }

    private void look() {
        if (keys.reload()) {
            tokenChanged.accept(keys); // another node has drawn a key
        }
        sealAnew();
    }

    /// Seals anew what lies under an older key.
    public void sealAnew() {
        for (SealedStore.Place place : SealedStore.Place.values()) {
            sealAnew(place);
        }
    }

    /// A value that no key opens stays as it is: the others are sealed all the same.
    private void sealAnew(SealedStore.Place place) {
        UUID after = BEGINNING;
        int done = 0;
        int left = 0;
        List<SealedStore.Row> rows = some(place, after);
        while (!rows.isEmpty()) {
            for (SealedStore.Row row : rows) {
                try {
                    sealAnew(place, row);
                    done++;
                } catch (FailureException e) {
                    left++;
                    tell(place, row, e);
                }
            }
            after = rows.getLast().id();
            rows = some(place, after);
        }
        unreadable.put(place, left);
        if (done > 0) {
            LOG.info("{} values of {} were sealed with another key", done, place);
        }
    }

    /// Once for each, however often it is met again.
    private void tell(SealedStore.Place place, SealedStore.Row row, FailureException why) {
        if (told.add(row.id())) {
            LOG.atError()
                    .setCause(why)
                    .addKeyValue("row", row.id())
                    .log("a value of {} cannot be opened and stays under its old key", place);
        }
    }

    /// Values that no key opens, as far as the last look saw.
    public int unreadable() {
        return unreadable.values().stream().mapToInt(Integer::intValue).sum();
    }

    private List<SealedStore.Row> some(SealedStore.Place place, UUID after) {
        return database.inTransaction(
                transaction -> store.others(transaction, place, columns.currentKey(), after, AT_A_TIME));
    }

    private void sealAnew(SealedStore.Place place, SealedStore.Row row) {
        Bytes sealed = switch (place) {
            case EMAIL, PHONE, SECOND_FACTOR ->
                columns.seal(place.boundTo(), row.id(), columns.open(place.boundTo(), row.id(), row.sealed()));
            case CONTENT_KEY -> {
                FilmId film = new FilmId(row.id());
                yield contentKeys.isCurrent(row.sealed())
                        ? row.sealed()
                        : contentKeys.wrap(film, contentKeys.unwrap(film, row.sealed()));
            }
        };
        database.inTransaction(transaction -> {
            store.replace(transaction, place, row, sealed);
            return sealed;
        });
    }

    @Override
    public void close() {
        work.close();
    }
}
