package studio.karangou.server.access;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.karangou.common.model.Role;

/// Who may do what, in one place. `x`: may; `.`: may not.
///
/// What nobody needs a token for is everyone's. Rights say nothing about whose things they are used on: what
/// belongs to a person or a venue is looked up by the caller's own id.
public final class PermissionTable {
    private static final String TABLE = """
            PERMISSION          NOBODY DEVICE OPERATOR SPECTATOR DIRECTOR PRODUCER VENUE_HOST ADVERTISER MODERATOR ADMINISTRATOR
            ASK_ABOUT_SERVER    x      x      x        x         x        x        x          x          x         x
            BROWSE_CATALOGUE    x      x      x        x         x        x        x          x          x         x
            READ_CATALOGUE      x      x      x        x         x        x        x          x          x         x
            PLAY_BY_TOKEN       x      x      x        x         x        x        x          x          x         x
            ENROL_DEVICE        x      x      x        x         x        x        x          x          x         x
            SIGN_IN             x      x      x        x         x        x        x          x          x         x
            SHOW_FILMS          .      x      .        .         .        .        .          .          .         .
            SYNC                .      x      .        .         .        .        .          .          .         .
            CARRY_PARCELS       .      x      .        .         .        .        .          .          .         .
            KEEP_VENUES         .      .      x        .         .        .        .          .          .         .
            KEEP_DEVICES        .      .      x        .         .        .        .          .          .         .
            KEEP_OWN_VENUES     .      .      .        .         .        .        x          .          .         .
            KEEP_CATALOGUE      .      .      x        .         .        .        .          .          .         .
            KEEP_DISCUSSIONS    .      .      x        .         .        .        .          .          .         .
            PREPARE_FILMS       .      .      x        .         .        .        .          .          .         .
            KEEP_OWN_ACCOUNT    .      .      .        x         x        x        x          x          x         x
            HAND_OUT_CODES      .      .      .        .         .        .        x          .          .         .
            READ_PEOPLE         .      .      x        .         .        .        .          .          .         x
            DECIDE_ROLES        .      .      x        .         .        .        .          .          .         x
            MAKE_ADMINISTRATORS .      .      x        .         .        .        .          .          .         .
            REMOVE_LOST_FACTORS .      .      x        .         .        .        .          .          .         .
            READ_LETTERS        .      .      x        .         .        .        .          .          .         .
            READ_AUDIT          .      .      x        .         .        .        .          .          .         x
            VERIFY_AUDIT        .      .      x        .         .        .        .          .          .         x
            ROTATE_KEYS         .      .      x        .         .        .        .          .          .         .
            BACK_UP             .      .      x        .         .        .        .          .          .         .
            READ_RETENTION      .      .      x        .         .        .        .          .          .         x
            KEEP_FAULTS         .      .      x        .         .        .        .          .          .         x
            """;

    private static final Map<Permission, Set<Party>> ROWS = parse(TABLE);

    private PermissionTable() {}

    /// Whose permission it is.
    public static Set<Party> parties(Permission permission) {
        return ROWS.getOrDefault(permission, Set.of());
    }

    /// Whether a party may.
    public static boolean allows(Permission permission, Party party) {
        return parties(permission).contains(party);
    }

    /// Whether a person with these roles may.
    public static boolean allows(Permission permission, Set<Role> roles) {
        Set<Party> parties = parties(permission);
        for (Role role : roles) {
            if (parties.contains(Party.of(role))) {
                return true;
            }
        }
        return false;
    }

    /// @throws IllegalArgumentException if a permission or a party is missing, unknown, or there twice
    static Map<Permission, Set<Party>> parse(String table) {
        List<String[]> lines =
                table.lines().map(line -> line.strip().split(" +", -1)).toList();
        List<Party> parties =
                List.of(lines.getFirst()).stream().skip(1).map(Party::valueOf).toList();
        if (!parties.equals(List.of(Party.values()))) {
            throw new IllegalArgumentException("the parties are not those there are");
        }
        Map<Permission, Set<Party>> rows = new EnumMap<>(Permission.class);
        for (String[] line : lines.subList(1, lines.size())) {
            if (line.length != parties.size() + 1 || rows.put(Permission.valueOf(line[0]), row(line)) != null) {
                throw new IllegalArgumentException(line[0]);
            }
        }
        if (rows.size() != Permission.values().length) {
            throw new IllegalArgumentException("a permission has no row");
        }
        return Collections.unmodifiableMap(rows);
    }

    private static Set<Party> row(String[] line) {
        Set<Party> row = EnumSet.noneOf(Party.class);
        for (Party party : Party.values()) {
            switch (line[party.ordinal() + 1]) {
                case "x" -> row.add(party);
                case "." -> {}
                default -> throw new IllegalArgumentException(line[0]);
            }
        }
        boolean open = row.contains(Party.NOBODY);
        if (open && row.size() != Party.values().length) {
            throw new IllegalArgumentException(line[0] + ": what nobody needs a token for is everyone's");
        }
        return Collections.unmodifiableSet(row);
    }
}
