package studio.karangou.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;

class SealedColumnsTest {
    private static final UUID ROW = UUID.randomUUID();

    @TempDir
    private Path folder;

    private SealedColumns columns;

    @BeforeEach
    void open() {
        columns = ServerKeys.create(folder.resolve("one")).columns();
    }

    @Test
    void what_was_sealed_is_read_again_and_looks_different_each_time() {
        Bytes sealed = columns.seal("t.c", ROW, "Afi é");

        assertThat(columns.openText("t.c", ROW, sealed)).isEqualTo("Afi é");
        assertThat(columns.seal("t.c", ROW, "Afi é")).isNotEqualTo(sealed);
    }

    @Test
    void a_value_cannot_be_moved_to_another_row_column_or_server() {
        Bytes sealed = columns.seal("t.c", ROW, "Afi");

        refused(columns, "t.c", UUID.randomUUID(), sealed);
        refused(columns, "t.d", ROW, sealed);
        refused(ServerKeys.create(folder.resolve("two")).columns(), "t.c", ROW, sealed);
    }

    @Test
    void every_byte_that_is_changed_or_missing_is_noticed() {
        byte[] sealed = columns.seal("t.c", ROW, "Afi").toArray();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            refused(columns, "t.c", ROW, Bytes.of(changed));
            refused(columns, "t.c", ROW, Bytes.of(Arrays.copyOf(sealed, i)));
        }
    }

    @Test
    void a_value_is_found_by_a_hash_that_only_this_server_makes() {
        Bytes lookup = columns.lookup("EMAIL", "afi@exemple.tg");

        assertThat(columns.lookup("EMAIL", "afi@exemple.tg")).isEqualTo(lookup);
        assertThat(columns.lookup("PHONE", "afi@exemple.tg")).isNotEqualTo(lookup);
        assertThat(ServerKeys.create(folder.resolve("two")).columns().lookup("EMAIL", "afi@exemple.tg"))
                .isNotEqualTo(lookup);
    }

    private static void refused(SealedColumns columns, String column, UUID row, Bytes sealed) {
        assertThatThrownBy(() -> columns.open(column, row, sealed)).hasMessage("keys.broken");
    }
}
