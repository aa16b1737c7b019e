package studio.karangou.server.feed;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import studio.karangou.common.model.VenueId;

/// Where the feed grew, and for whom.
///
/// @param everyone the last position of what concerns all devices, 0 for none
/// @param venues the last position of what concerns one venue's
public record Growth(long everyone, Map<VenueId, Long> venues) {
    /// What one notification of PostgreSQL carries is less than 8,000 bytes.
    private static final int MOST_CHARS = 7_000;

    public Growth {
        venues = Map.copyOf(venues);
    }

    /// For nobody.
    public static Growth none() {
        return new Growth(0, Map.of());
    }

    /// Both, the later position of each.
    public Growth and(Growth other) {
        Map<VenueId, Long> both = new HashMap<>(venues);
        other.venues.forEach((venue, position) -> both.merge(venue, position, Math::max));
        return new Growth(Math.max(everyone, other.everyone), both);
    }

    /// The last position that concerns a venue's devices, empty if none does.
    public OptionalLong reaches(VenueId venue) {
        long last = Math.max(everyone, venues.getOrDefault(venue, 0L));
        return last == 0 ? OptionalLong.empty() : OptionalLong.of(last);
    }

    /// As a line of text. What would be too long is told to everyone: nobody misses anything by that.
    String written() {
        String text = venues.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(";", everyone + ";", ""));
        return text.length() <= MOST_CHARS ? text : forEveryone() + ";";
    }

    private long forEveryone() {
        return Math.max(everyone, Collections.max(venues.values()));
    }

    /// Reads it again.
    ///
    /// @throws IllegalArgumentException if no program of ours wrote it
    static Growth read(String text) {
        String[] parts = text.split(";", -1);
        Map<VenueId, Long> venues = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            if (!parts[i].isEmpty()) {
                String[] sides = parts[i].split("=", 2);
                venues.put(VenueId.parse(sides[0]), Long.parseLong(sides[sides.length - 1]));
            }
        }
        return new Growth(Long.parseLong(parts[0]), venues);
    }
}
