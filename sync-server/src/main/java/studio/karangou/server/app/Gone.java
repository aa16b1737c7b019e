package studio.karangou.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.server.feature.catalogue.Withdrawals;
import studio.karangou.server.feature.people.Revocations;
import studio.karangou.server.keys.KeysFailure;
import studio.karangou.server.keys.SecretFile;

/// Who was erased, which devices were shut out, whose account opens otherwise than before, which roles were taken,
/// films
/// withdrawn and messages removed, by their ids, noted with the server's keys: a database that comes from a backup
/// knows nothing of what happened since, and must not bring it back.
final class Gone implements Revocations, Withdrawals {
    private static final Logger LOG = LoggerFactory.getLogger(Gone.class);

    private final Path file;
    private final GoneStore store;

    /// @param secrets the folder of the server's keys
    Gone(Path secrets, GoneStore store) {
        file = secrets.resolve("gone.ids");
        this.store = store;
    }

    /// Does again what the database has forgotten.
    interface Again {
        void erase(PersonId person);

        void shutOut(DeviceId device);

        /// @param version that what opens the account had reached
        void recover(PersonId person, long version);

        void takeRole(PersonId person, Role role);

        void withdraw(FilmId film);

        /// Whether it came back or a journal may yet bring it.
        void remove(OperationId message);
    }

    /// Somebody was erased.
    void person(UUID id) {
        note(List.of(Noted.person(id)));
    }

    /// A device was shut out.
    void device(UUID id) {
        note(List.of(Noted.device(id)));
    }

    /// A message was removed.
    void message(OperationId id) {
        note(List.of(Noted.message(id.value())));
    }

    @Override
    public void opensOtherwise(PersonId person, long version) {
        note(List.of(Noted.opened(person.value(), version)));
    }

    @Override
    public void roleTaken(PersonId person, Role role, Instant at) {
        note(List.of(Noted.role(new GoneStore.RoleOf(person.value(), role), false, at)));
    }

    @Override
    public void roleGiven(PersonId person, Role role, Instant at) {
        note(List.of(Noted.role(new GoneStore.RoleOf(person.value(), role), true, at)));
    }

    @Override
    public void withdrawn(FilmId film, Instant at) {
        note(List.of(Noted.film(film.value(), false, at)));
    }

    @Override
    public void broughtBack(FilmId film, Instant at) {
        note(List.of(Noted.film(film.value(), true, at)));
    }

    /// Holds the database against what was noted, each way. To be done before anybody is answered.
    void reapply(Again again) {
        Noted noted = noted();
        reapply("person", noted.people(), store.people(), id -> again.erase(new PersonId(id)));
        reapply("device", noted.devices(), store.devices(), id -> again.shutOut(new DeviceId(id)));
        Map<UUID, Long> versions = store.credentialVersions();
        reapply(
                "account",
                earlier(versions, noted.opened()),
                versions.keySet(),
                id -> again.recover(new PersonId(id), noted.opened().getOrDefault(id, 0L)));
        reapply(
                "role",
                noted.roles().taken().keySet(),
                heldBefore(noted.roles(), store.rolesHeld()),
                held -> again.takeRole(new PersonId(held.person()), held.role()));
        reapply(
                "film",
                noted.films().taken().keySet(),
                heldBefore(noted.films(), store.films()),
                id -> again.withdraw(new FilmId(id)));
        Set<UUID> removed = store.removedMessages();
        reapply(
                "message",
                noted.messages(),
                without(noted.messages(), removed),
                id -> again.remove(new OperationId(id)));
        noteMissing(noted, versions, removed);
    }

    /// @param gone by what was noted
    /// @param there by the database's word
    private static <T> void reapply(String kind, Set<T> gone, Set<T> there, Consumer<T> again) {
        int back = 0;
        for (T one : gone) {
            if (there.contains(one)) {
                again.accept(one);
                back++;
            }
        }
        if (back > 0) {
            LOG.warn("{} of kind {} had come back with the database, and are gone again", back, kind);
        }
    }

    private static Set<UUID> earlier(Map<UUID, Long> there, Map<UUID, Long> noted) {
        Set<UUID> earlier = new HashSet<>();
        there.forEach((person, version) -> {
            if (version < noted.getOrDefault(person, 0L)) {
                earlier.add(person);
            }
        });
        return earlier;
    }

    /// What is there since before it was taken: what was given again afterwards stays.
    private static <T> Set<T> heldBefore(Noted.Times<T> noted, Map<T, Instant> there) {
        Set<T> held = new HashSet<>();
        there.forEach((one, since) -> {
            if (noted.isTaken(one, since)) {
                held.add(one);
            }
        });
        return held;
    }

    private static Set<UUID> without(Set<UUID> all, Set<UUID> some) {
        Set<UUID> rest = new HashSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /// What happened just before a crash, or before there was such a file.
    private void noteMissing(Noted noted, Map<UUID, Long> versions, Set<UUID> removed) {
        List<String> lines = new ArrayList<>();
        addMissing(lines, noted.people(), store.erased(), Noted::person);
        addMissing(lines, noted.devices(), store.revoked(), Noted::device);
        addMissing(lines, noted.messages(), removed, Noted::message);
        versions.forEach((person, version) -> {
            if (version > noted.opened().getOrDefault(person, 0L)) {
                lines.add(Noted.opened(person, version));
            }
        });
        for (GoneStore.Event<GoneStore.RoleOf> event : store.latestRoleEvents()) {
            if (noted.roles().isNews(event.what(), event.given(), event.at())) {
                lines.add(Noted.role(event.what(), event.given(), event.at()));
            }
        }
        for (GoneStore.Event<UUID> event : store.filmEvents()) {
            if (noted.films().isNews(event.what(), event.given(), event.at())) {
                lines.add(Noted.film(event.what(), event.given(), event.at()));
            }
        }
        if (!lines.isEmpty()) {
            note(lines);
        }
    }

    private static void addMissing(List<String> lines, Set<UUID> noted, Set<UUID> gone, Function<UUID, String> line) {
        without(gone, noted).forEach(id -> lines.add(line.apply(id)));
    }

    /// Each line begins with a line's end: after one that a crash cut short, the next is whole.
    private synchronized void note(List<String> lines) {
        try {
            if (!Files.exists(file)) {
                SecretFile.make(file);
            }
            Files.writeString(
                    file,
                    "\n" + String.join("\n", lines) + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            // what happened, happened; the next start notes it
            LOG.atError().setCause(e).log("{} could not be written", file.getFileName());
        }
    }

    private synchronized Noted noted() {
        Noted noted = new Noted();
        if (!Files.exists(file)) {
            return noted;
        }
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                noted.read(line);
            }
            return noted;
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }
}
