package studio.karangou.desktop.engine.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.SmallDisk;

class FileKeychainTest {
    @TempDir
    Path folder;

    @Test
    void the_secrets_stay_the_same_and_only_their_user_reads_them() throws IOException {
        DeviceSecrets first = keychain(Disk.REAL).secrets();
        DeviceSecrets again = keychain(Disk.REAL).secrets();
        assertThat(again.signing().verifyingKey()).isEqualTo(first.signing().verifyingKey());
        assertThat(again.sealing().sealingKey()).isEqualTo(first.sealing().sealingKey());
        assertThat(again.storageKey("database")).isEqualTo(first.storageKey("database"));
        assertThat(again.storageKey("journal")).isNotEqualTo(first.storageKey("database"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(first.toString()).isEqualTo("DeviceSecrets[secret]");
    }

    @Test
    void permissions_that_are_too_wide_are_narrowed() throws IOException {
        keychain(Disk.REAL).secrets();
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        keychain(Disk.REAL).secrets();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void a_damaged_file_is_mended_from_its_copy() throws IOException {
        DeviceSecrets first = keychain(Disk.REAL).secrets();
        Files.write(file(), new byte[] {1, 2, 3});
        DeviceSecrets again = keychain(Disk.REAL).secrets();
        assertThat(again.signing().verifyingKey()).isEqualTo(first.signing().verifyingKey());
        Files.delete(folder.resolve("device.keys.copy"));
        assertThat(keychain(Disk.REAL).secrets().storageKey("x")).isEqualTo(first.storageKey("x"));
    }

    @Test
    void secrets_that_cannot_be_read_are_never_replaced_by_new_ones() throws IOException {
        keychain(Disk.REAL).secrets();
        Files.write(file(), new byte[] {1});
        Files.write(folder.resolve("device.keys.copy"), new byte[] {2});
        assertThatThrownBy(() -> keychain(Disk.REAL).secrets())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOf(KeychainFailure.Unreadable.class));
        assertThat(Files.readAllBytes(file())).containsExactly(1);
    }

    @Test
    void fresh_keys_are_the_same_until_they_are_adopted_and_the_files_stay_readable() {
        DeviceSecrets first = keychain(Disk.REAL).secrets();
        DeviceSecrets next = keychain(Disk.REAL).next();
        VerifyingKey fresh = next.signing().verifyingKey();
        assertThat(fresh).isNotEqualTo(first.signing().verifyingKey());
        assertThat(next.storageKey("journal")).isEqualTo(first.storageKey("journal"));
        assertThat(keychain(Disk.REAL).next().signing().verifyingKey()).isEqualTo(fresh);

        FileKeychain keychain = keychain(Disk.REAL);
        keychain.adopt(first.signing().verifyingKey());
        assertThat(keychain.secrets().signing().verifyingKey())
                .isEqualTo(first.signing().verifyingKey());
        keychain.adopt(fresh);

        assertThat(keychain.secrets().signing().verifyingKey()).isEqualTo(fresh);
        assertThat(keychain(Disk.REAL).secrets().sealing().sealingKey())
                .isEqualTo(next.sealing().sealingKey());
        assertThat(keychain(Disk.REAL).next().signing().verifyingKey()).isNotEqualTo(fresh);
    }

    @Test
    void a_full_disk_is_a_sentence() {
        assertThatThrownBy(() -> keychain(new SmallDisk(10)).secrets())
                .isInstanceOfSatisfying(
                        FailureException.class,
                        e -> assertThat(e.failure()).isInstanceOf(KeychainFailure.NotWritten.class));
    }

    private FileKeychain keychain(Disk disk) {
        return new FileKeychain(disk, file());
    }

    private Path file() {
        return folder.resolve("device.keys");
    }
}
