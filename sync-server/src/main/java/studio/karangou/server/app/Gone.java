package studio.karangou.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.server.feature.people.Revocations;
import studio.karangou.server.keys.KeysFailure;
import studio.karangou.server.keys.SecretFile;

/// Who was erased, which devices were shut out, whose account opens otherwise than before and which roles were taken,
/// by their ids, noted with the server's keys: a database that comes from a backup knows nothing of what happened
/// since, and must not bring it back.
final class Gone implements Revocations {
    private static final Logger LOG = LoggerFactory.getLogger(Gone.class);
    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern GONE = Pattern.compile("(person|device) " + ID);
    private static final Pattern OPENED = Pattern.compile("opened " + ID + " ([0-9]{1,18})");
    private static final Pattern ROLE = Pattern.compile("(role|given) " + ID + " ([A-Z_]{1,16}) ([0-9]{1,15})");

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
    }

    /// What the file says.
    ///
    /// @param people who were erased
    /// @param devices that were shut out
    /// @param opened the greatest version of what opens each account
    /// @param taken when each role was taken for the last time, in milliseconds since 1970
    /// @param given when each was given for the last time
    private record Noted(
            Set<UUID> people,
            Set<UUID> devices,
            Map<UUID, Long> opened,
            Map<GoneStore.RoleOf, Long> taken,
            Map<GoneStore.RoleOf, Long> given) {
        Noted() {
            this(new HashSet<>(), new HashSet<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        /// Whether the last that was noted of a role is that it was taken, at a time or later.
        boolean isTaken(GoneStore.RoleOf role, Instant given) {
            long at = taken.getOrDefault(role, -1L);
            return given.toEpochMilli() <= at && this.given.getOrDefault(role, -1L) <= at;
        }
    }

    /// Somebody was erased.
    void person(UUID id) {
        note(List.of("person " + id));
    }

    /// A device was shut out.
    void device(UUID id) {
        note(List.of("device " + id));
    }

    @Override
    public void opensOtherwise(PersonId person, long version) {
        note(List.of(opened(person.value(), version)));
    }

    @Override
    public void roleTaken(PersonId person, Role role, Instant at) {
        note(List.of(taken(person.value(), role, at)));
    }

    @Override
    public void roleGiven(PersonId person, Role role, Instant at) {
        note(List.of(given(person.value(), role, at)));
    }

    private static String taken(UUID person, Role role, Instant at) {
        return "role " + person + " " + role + " " + at.toEpochMilli();
    }

    private static String given(UUID person, Role role, Instant at) {
        return "given " + person + " " + role + " " + at.toEpochMilli();
    }

    private static String opened(UUID person, long version) {
        return "opened " + person + " " + version;
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
                noted.taken().keySet(),
                givenBefore(noted),
                held -> again.takeRole(new PersonId(held.person()), held.role()));
        noteMissing(noted, versions);
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

    /// Roles that people have, and were given before they were taken: one that was given again afterwards is theirs.
    private Set<GoneStore.RoleOf> givenBefore(Noted noted) {
        Set<GoneStore.RoleOf> held = new HashSet<>();
        store.rolesHeld().forEach((role, given) -> {
            if (noted.isTaken(role, given)) {
                held.add(role);
            }
        });
        return held;
    }

    /// What happened just before a crash, or before there was such a file.
    private void noteMissing(Noted noted, Map<UUID, Long> versions) {
        List<String> lines = new ArrayList<>();
        store.erased().stream().filter(id -> !noted.people().contains(id)).forEach(id -> lines.add("person " + id));
        store.revoked().stream().filter(id -> !noted.devices().contains(id)).forEach(id -> lines.add("device " + id));
        versions.forEach((person, version) -> {
            if (version > noted.opened().getOrDefault(person, 0L)) {
                lines.add(opened(person, version));
            }
        });
        for (GoneStore.RoleEvent event : store.latestRoleEvents()) {
            Map<GoneStore.RoleOf, Long> known = event.given() ? noted.given() : noted.taken();
            if (event.at().toEpochMilli() > known.getOrDefault(event.role(), -1L)) {
                UUID person = event.role().person();
                Role role = event.role().role();
                lines.add(event.given() ? given(person, role, event.at()) : taken(person, role, event.at()));
            }
        }
        if (!lines.isEmpty()) {
            note(lines);
        }
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
                read(line, noted);
            }
            return noted;
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    /// A line that a later program wrote, or a crash cut short, says nothing.
    private static void read(String line, Noted noted) {
        Matcher gone = GONE.matcher(line);
        Matcher opened = OPENED.matcher(line);
        Matcher role = ROLE.matcher(line);
        if (gone.matches()) {
            Set<UUID> ids = gone.group(1).equals("person") ? noted.people() : noted.devices();
            ids.add(UUID.fromString(gone.group(2)));
        } else if (opened.matches()) {
            noted.opened().merge(UUID.fromString(opened.group(1)), Long.valueOf(opened.group(2)), Math::max);
        } else if (role.matches()) {
            roleNamed(role.group(3)).ifPresent(named -> {
                Map<GoneStore.RoleOf, Long> times = role.group(1).equals("given") ? noted.given() : noted.taken();
                times.merge(
                        new GoneStore.RoleOf(UUID.fromString(role.group(2)), named),
                        Long.valueOf(role.group(4)),
                        Math::max);
            });
        }
    }

    private static Optional<Role> roleNamed(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
    }
}
