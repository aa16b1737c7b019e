package studio.karangou.server.app;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.Role;

/// What the lines of the file say of which [Gone] keeps.
///
/// @param people who were erased
/// @param devices that were shut out
/// @param messages that were removed
/// @param opened the greatest version of what opens each account
/// @param roles taken and given
/// @param films withdrawn and brought back
record Noted(
        Set<UUID> people,
        Set<UUID> devices,
        Set<UUID> messages,
        Map<UUID, Long> opened,
        Times<GoneStore.RoleOf> roles,
        Times<UUID> films) {
    private static final String ID = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern GONE = Pattern.compile("(person|device|message) " + ID);
    private static final Pattern OPENED = Pattern.compile("opened " + ID + " ([0-9]{1,18})");
    private static final Pattern ROLE = Pattern.compile("(role|given) " + ID + " ([A-Z_]{1,16}) ([0-9]{1,15})");
    private static final Pattern FILM = Pattern.compile("(film|back) " + ID + " ([0-9]{1,15})");

    Noted() {
        this(
                new HashSet<>(),
                new HashSet<>(),
                new HashSet<>(),
                new HashMap<>(),
                new Times<>(new HashMap<>(), new HashMap<>()),
                new Times<>(new HashMap<>(), new HashMap<>()));
    }

    /// When each of some things was taken for the last time, and when it was given, in milliseconds since 1970.
    record Times<T>(Map<T, Long> taken, Map<T, Long> given) {
        /// Whether the last that was noted is that it was taken, at a time or later.
        ///
        /// @param held since when it is held, by the database's word
        boolean isTaken(T one, Instant held) {
            long at = taken.getOrDefault(one, -1L);
            return held.toEpochMilli() <= at && given.getOrDefault(one, -1L) <= at;
        }

        /// Whether this is later than what is noted.
        boolean isNews(T one, boolean isGiven, Instant at) {
            return at.toEpochMilli() > (isGiven ? given : taken).getOrDefault(one, -1L);
        }

        private void note(T one, boolean isGiven, String millis) {
            (isGiven ? given : taken).merge(one, Long.valueOf(millis), Math::max);
        }
    }

    static String person(UUID id) {
        return "person " + id;
    }

    static String device(UUID id) {
        return "device " + id;
    }

    static String message(UUID id) {
        return "message " + id;
    }

    static String opened(UUID person, long version) {
        return "opened " + person + " " + version;
    }

    static String role(GoneStore.RoleOf role, boolean given, Instant at) {
        return (given ? "given " : "role ") + role.person() + " " + role.role() + " " + at.toEpochMilli();
    }

    static String film(UUID film, boolean back, Instant at) {
        return (back ? "back " : "film ") + film + " " + at.toEpochMilli();
    }

    /// A line that a later program wrote, or a crash cut short, says nothing.
    void read(String line) {
        Matcher gone = GONE.matcher(line);
        Matcher account = OPENED.matcher(line);
        Matcher role = ROLE.matcher(line);
        Matcher film = FILM.matcher(line);
        if (gone.matches()) {
            ids(gone.group(1)).add(UUID.fromString(gone.group(2)));
        } else if (account.matches()) {
            opened.merge(UUID.fromString(account.group(1)), Long.valueOf(account.group(2)), Math::max);
        } else if (role.matches()) {
            roleNamed(role.group(3))
                    .ifPresent(named -> roles.note(
                            new GoneStore.RoleOf(UUID.fromString(role.group(2)), named),
                            role.group(1).equals("given"),
                            role.group(4)));
        } else if (film.matches()) {
            films.note(UUID.fromString(film.group(2)), film.group(1).equals("back"), film.group(3));
        }
    }

    private Set<UUID> ids(String kind) {
        return switch (kind) {
            case "person" -> people;
            case "device" -> devices;
            default -> messages;
        };
    }

    private static Optional<Role> roleNamed(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.name().equals(name))
                .findFirst();
    }
}
