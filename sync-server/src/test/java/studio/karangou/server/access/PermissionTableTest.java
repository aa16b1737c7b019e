package studio.karangou.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.Role;

class PermissionTableTest {
    private static final String HEAD =
            "PERMISSION " + Arrays.stream(Party.values()).map(Party::name).collect(Collectors.joining(" "));

    @ParameterizedTest
    @EnumSource(Permission.class)
    void every_permission_is_somebodys(Permission permission) {
        assertThat(PermissionTable.parties(permission)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Permission.class)
    void a_person_may_what_one_of_their_roles_may(Permission permission) {
        for (Role role : Role.values()) {
            assertThat(PermissionTable.allows(permission, EnumSet.of(role)))
                    .isEqualTo(PermissionTable.allows(permission, Party.of(role)));
        }
        assertThat(PermissionTable.allows(permission, EnumSet.allOf(Role.class)))
                .isEqualTo(PermissionTable.parties(permission).stream().anyMatch(Party::isPerson));
        assertThat(PermissionTable.allows(permission, Set.of())).isFalse();
    }

    @Test
    void a_table_with_a_gap_is_no_table() {
        String row = " . x . . . . . . . .";
        String whole = Arrays.stream(Permission.values())
                .map(permission -> permission + row)
                .collect(Collectors.joining("\n"));

        assertThat(PermissionTable.parse(HEAD + "\n" + whole)).hasSize(Permission.values().length);
        refused(HEAD + "\n" + whole.substring(whole.indexOf('\n') + 1));
        refused(HEAD + "\n" + whole + "\nSYNC" + row);
        refused(HEAD + "\n" + whole.replace("SYNC" + row, "SYNC . x"));
        refused(HEAD + "\n" + whole.replace("SYNC" + row, "SYNC . ? . . . . . . . ."));
        refused(HEAD + "\n" + whole.replace("SYNC" + row, "FLY" + row));
        refused(HEAD.replace("DEVICE OPERATOR", "OPERATOR DEVICE") + "\n" + whole);
        refused(HEAD + "\n" + whole.replace("SYNC" + row, "SYNC x x . . . . . . . ."));
    }

    private static void refused(String table) {
        assertThatThrownBy(() -> PermissionTable.parse(table)).isInstanceOf(IllegalArgumentException.class);
    }
}
