package studio.karangou.desktop.engine.keychain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;

/// The stores of the three systems, as far as this machine has them.
class SystemStoresTest {
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    @Test
    void gnome_keyring_keeps_a_key_and_says_when_it_is_locked_or_has_lost_it() throws Exception {
        assumeTrue(isInstalled("gnome-keyring-daemon") && isInstalled("dbus-daemon"));
        Process bus = new ProcessBuilder("dbus-daemon", "--config-file=" + bus(), "--nofork", "--print-address=1")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String address = bus.inputReader(StandardCharsets.US_ASCII).readLine();
            SecretService nobody = new SecretService(Optional.of(address));
            fails(() -> nobody.keep("a1", KEY), new KeychainFailure.StoreLocked());
            Process keyring = keyring(address);
            try {
                SecretService store = new SecretService(Optional.of(address));
                byte[] token = awaited(store);
                assertThat(store.find("a1", token)).isEqualTo(KEY);
                assertThat(store.place()).isEqualTo(KeyPlace.SECRET_SERVICE);
                byte[] other = KEY.clone();
                other[0] = 7;
                store.keep("a1", other);
                assertThat(store.find("a1", token)).isEqualTo(other);
                fails(() -> store.find("b2", token), new KeychainFailure.StoreLost());
            } finally {
                keyring.destroy();
                keyring.waitFor(10, TimeUnit.SECONDS);
            }
            fails(
                    () -> new SecretService(Optional.of(address)).find("a1", new byte[0]),
                    new KeychainFailure.StoreLocked());
        } finally {
            bus.destroy();
        }
    }

    @Test
    void without_a_session_bus_the_store_is_one_that_does_not_answer() {
        fails(() -> new SecretService(Optional.empty()).find("a", new byte[0]), new KeychainFailure.StoreLocked());
        SecretService nobody = new SecretService(Optional.of("unix:path=" + folder.resolve("none")));
        fails(() -> nobody.keep("a", KEY), new KeychainFailure.StoreLocked());
    }

    @Test
    void the_keychain_of_macos_is_asked_by_its_command_and_the_key_is_on_no_command_line() throws IOException {
        Path command = script("""
                #!/bin/sh
                echo "$@" >> "$(dirname "$0")/seen"
                if [ "$1" = -i ]; then
                  read -r verb u s service a entry w key
                  echo "$key" > "$(dirname "$0")/kept-$entry"
                  exit 0
                fi
                kept="$(dirname "$0")/kept-$5"
                [ "$5" = locked ] && exit 36
                [ -e "$kept" ] || exit 44
                cat "$kept"
                """);
        MacKeychain keychain = new MacKeychain(command);
        byte[] token = keychain.keep("a1", KEY);
        assertThat(keychain.find("a1", token)).isEqualTo(KEY);
        assertThat(folder.resolve("seen")).content().doesNotContain("303132");
        fails(() -> keychain.find("b2", token), new KeychainFailure.StoreLost());
        fails(() -> keychain.find("locked", token), new KeychainFailure.StoreLocked());
        fails(() -> new MacKeychain(folder.resolve("none")).keep("a", KEY), new KeychainFailure.StoreLocked());
        assertThat(keychain.place()).isEqualTo(KeyPlace.MACOS);
    }

    @Test
    void a_blob_is_laid_out_as_windows_reads_it_and_elsewhere_windows_does_not_answer() {
        try (Arena arena = Arena.ofConfined()) {
            var blob = WindowsProtection.blob(arena, KEY);
            assertThat(WindowsProtection.BLOB.byteSize()).isEqualTo(16);
            assertThat(blob.get(ValueLayout.JAVA_INT, 0)).isEqualTo(32);
            assertThat(WindowsProtection.content(blob)).isEqualTo(KEY);
            blob.set(ValueLayout.JAVA_INT, 0, -5);
            fails(() -> WindowsProtection.content(blob), new KeychainFailure.StoreLost());
        }
        assumeTrue(System.getProperty("os.name").startsWith("Linux"));
        fails(() -> new WindowsProtection().keep("a", KEY), new KeychainFailure.StoreLocked());
    }

    @Test
    void a_kiosk_on_linux_keeps_its_keys_in_their_file() {
        assumeTrue(System.getProperty("os.name").startsWith("Linux"));
        assertThat(SystemStores.here(true)).isEmpty();
        assertThat(SystemStores.here(false)).map(SystemStore::place).contains(KeyPlace.SECRET_SERVICE);
    }

    /// It takes a moment to be on the bus.
    private static byte[] awaited(SecretService store) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                return store.keep("a1", KEY);
            } catch (FailureException e) {
                assertThat(System.nanoTime()).as("%s", e).isLessThan(end);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
        }
    }

    /// One of our own, that starts nothing by itself: this machine's keyring is nobody's business here.
    private Path bus() throws IOException {
        return Files.writeString(folder.resolve("bus.conf"), """
                <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
                 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
                <busconfig>
                  <type>session</type>
                  <listen>unix:dir=%s</listen>
                  <policy context="default">
                    <allow send_destination="*"/>
                    <allow receive_sender="*"/>
                    <allow own="*"/>
                  </policy>
                </busconfig>
                """.formatted(folder));
    }

    private Process keyring(String address) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets");
        builder.environment().put("DBUS_SESSION_BUS_ADDRESS", address);
        builder.environment().put("XDG_DATA_HOME", folder.resolve("share").toString());
        builder.environment()
                .put(
                        "XDG_RUNTIME_DIR",
                        Files.createDirectories(folder.resolve("run")).toString());
        Process keyring = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        keyring.getOutputStream().write("mot de passe".getBytes(StandardCharsets.US_ASCII));
        keyring.getOutputStream().close();
        return keyring;
    }

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("security"), text);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script;
    }

    private static boolean isInstalled(String command) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each, command)));
    }

    private static void fails(Runnable work, KeychainFailure with) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(with));
    }
}
