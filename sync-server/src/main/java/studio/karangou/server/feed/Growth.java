package studio.karangou.server.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Id;

/// Where the feed grew, and for whom.
///
/// @param everyone the last position of what concerns all devices, 0 for none
/// @param scopes the last position of what concerns the devices of one
/// @param unsaid whether it was more than could be said: each device's place is to be looked up
public record Growth(long everyone, Map<UUID, Long> scopes, boolean unsaid) {
    private static final String UNSAID = "?";
    /// What one notification of PostgreSQL carries is less than 8,000 bytes.
    private static final int MOST_CHARS = 7_000;

    public Growth {
        scopes = Map.copyOf(scopes);
    }

    /// All that there is to say.
    public Growth(long everyone, Map<UUID, Long> scopes) {
        this(everyone, scopes, false);
    }

    /// For nobody.
    public static Growth none() {
        return new Growth(0, Map.of());
    }

    /// Both, the later position of each.
    public Growth and(Growth other) {
        Map<UUID, Long> both = new HashMap<>(scopes);
        other.scopes.forEach((scope, position) -> both.merge(scope, position, Math::max));
        return new Growth(Math.max(everyone, other.everyone), both, unsaid || other.unsaid);
    }

    /// The last position that concerns a device, empty if none does.
    ///
    /// @param concerned the scopes that do; null among them changes nothing
    public OptionalLong reaches(Set<@Nullable UUID> concerned) {
        long last = everyone;
        for (Map.Entry<UUID, Long> scope : scopes.entrySet()) {
            if (concerned.contains(scope.getKey())) {
                last = Math.max(last, scope.getValue());
            }
        }
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /// Whether something is for a device alone: it may have joined a scope.
    public boolean isFor(DeviceId device) {
        return scopes.containsKey(device.value());
    }

    /// Whether something is for one of some scopes.
    public boolean isForAny(Set<UUID> some) {
        return some.stream().anyMatch(scopes::containsKey);
    }

    /// As a line of text. Of what would be too long it says just that: nobody misses anything.
    String written() {
        String text = scopes.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(";", everyone + ";", ""));
        return unsaid || text.length() > MOST_CHARS ? UNSAID : text;
    }

    /// Reads it again.
    ///
    /// @throws IllegalArgumentException if no program of ours wrote it
    static Growth read(String text) {
        if (text.equals(UNSAID)) {
            return new Growth(0, Map.of(), true);
        }
        String[] parts = text.split(";", -1);
        Map<UUID, Long> scopes = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                String[] sides = parts[i].split("=", 2);
                scopes.put(Id.parseUuid(sides[0]), Long.parseLong(sides[sides.length - 1]));
            }
        }
        return new Growth(Long.parseLong(parts[0]), scopes);
    }
}
