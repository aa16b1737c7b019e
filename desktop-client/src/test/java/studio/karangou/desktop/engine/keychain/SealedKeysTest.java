package studio.karangou.desktop.engine.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.SmallDisk;

/// Keys that the operating system seals: never lost by it, never kept from starting by it.
class SealedKeysTest {
    private final FakeStore store = new FakeStore();

    @TempDir
    Path folder;

    @Test
    void keys_move_into_the_systems_store_and_the_file_alone_is_worth_nothing() throws IOException {
        DeviceSecrets first = keychain().secrets();
        SigningKeyPair signing = first.signing();
        SealingKeyPair sealing = first.sealing();
        assertThat(keychain().place()).isEqualTo(KeyPlace.FILE);
        FileKeychain keychain = keychain();
        keychain.settle();
        assertThat(keychain.place()).isEqualTo(KeyPlace.SECRET_SERVICE);

        for (Path each : new Path[] {file(), copy()}) {
            String written = HexFormat.of().formatHex(Files.readAllBytes(each));
            assertThat(written)
                    .doesNotContain(HexFormat.of().formatHex(signing.exportPrivate()))
                    .doesNotContain(HexFormat.of().formatHex(sealing.exportPrivate()));
        }
        FileKeychain later = keychain();
        assertThat(later.secrets().signing().exportPrivate()).isEqualTo(signing.exportPrivate());
        assertThat(later.secrets().sealing().exportPrivate()).isEqualTo(sealing.exportPrivate());
        assertThat(later.secrets().storageKey("journal")).isEqualTo(first.storageKey("journal"));
        assertThat(later.place()).isEqualTo(KeyPlace.SECRET_SERVICE);
    }

    @Test
    void a_locked_store_keeps_nothing_from_starting_and_gives_the_keys_once_it_is_open() {
        DeviceSecrets first = keychain().secrets();
        keychain().settle();
        store.locked(true);
        FileKeychain keychain = keychain();
        assertThat(keychain.secrets().verifyingKey()).isEqualTo(first.verifyingKey());
        assertThat(keychain.secrets().storageKey("journal")).isEqualTo(first.storageKey("journal"));
        fails(() -> keychain.secrets().signing(), new KeychainFailure.StoreLocked());
        keychain.adopt(first.verifyingKey());
        keychain.settle();
        store.locked(false);
        assertThat(keychain.secrets().signing().verifyingKey()).isEqualTo(first.verifyingKey());
    }

    @Test
    void a_store_that_takes_nothing_leaves_the_keys_in_their_file() {
        store.locked(true);
        FileKeychain keychain = keychain();
        DeviceSecrets first = keychain.secrets();
        keychain.settle();
        assertThat(keychain.place()).isEqualTo(KeyPlace.FILE);
        assertThat(keychain().secrets().signing().verifyingKey()).isEqualTo(first.verifyingKey());
    }

    @Test
    void a_store_that_was_reset_costs_the_pairs_but_neither_the_files_nor_the_way_out() {
        DeviceSecrets first = keychain().secrets();
        keychain().settle();
        store.reset();
        FileKeychain keychain = keychain();
        fails(() -> keychain.secrets().signing(), new KeychainFailure.StoreLost());
        assertThat(keychain.secrets().storageKey("journal")).isEqualTo(first.storageKey("journal"));

        VerifyingKey fresh = keychain.next().signing().verifyingKey();
        keychain.adopt(fresh);

        assertThat(keychain.secrets().signing().verifyingKey()).isEqualTo(fresh);
        keychain.settle();
        assertThat(keychain.place()).isEqualTo(KeyPlace.SECRET_SERVICE);
        FileKeychain later = keychain();
        assertThat(later.secrets().signing().verifyingKey()).isEqualTo(fresh);
        assertThat(later.secrets().storageKey("journal")).isEqualTo(first.storageKey("journal"));
    }

    @Test
    void keys_that_are_adopted_stay_sealed() {
        FileKeychain keychain = keychain();
        keychain.settle();
        VerifyingKey fresh = keychain.next().verifyingKey();
        keychain.adopt(fresh);
        assertThat(keychain.place()).isEqualTo(KeyPlace.SECRET_SERVICE);
        assertThat(keychain().secrets().signing().verifyingKey()).isEqualTo(fresh);
    }

    @Test
    void a_damaged_file_is_mended_from_its_copy_without_asking_the_system() throws IOException {
        DeviceSecrets first = keychain().secrets();
        keychain().settle();
        store.locked(true);
        Files.write(file(), new byte[] {1, 2, 3});
        assertThat(keychain().secrets().verifyingKey()).isEqualTo(first.verifyingKey());
        assertThat(file()).hasSameBinaryContentAs(copy());
        Files.delete(copy());
        assertThat(keychain().secrets().verifyingKey()).isEqualTo(first.verifyingKey());
        assertThat(file()).hasSameBinaryContentAs(copy());
    }

    @Test
    void a_disk_that_is_full_while_keys_move_leaves_good_ones() {
        DeviceSecrets first = keychain().secrets();
        FileKeychain full = new FileKeychain(new SmallDisk(10), file(), Optional.of(store));
        full.settle();
        assertThat(keychain().secrets().signing().verifyingKey()).isEqualTo(first.verifyingKey());
    }

    private FileKeychain keychain() {
        return new FileKeychain(Disk.REAL, file(), Optional.of(store));
    }

    private Path file() {
        return folder.resolve("device.keys");
    }

    private Path copy() {
        return folder.resolve("device.keys.copy");
    }

    private static void fails(ThrowingCallable work, KeychainFailure with) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(with));
    }
}
