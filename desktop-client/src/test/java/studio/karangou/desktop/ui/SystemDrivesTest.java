package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemDrivesTest {
    @TempDir
    Path folder;

    @Test
    void on_linux_what_can_be_pulled_out_is_found_with_its_name_and_whether_it_takes_files() throws IOException {
        Path stick = Files.createDirectories(folder.resolve("mnt/CLÉ 32"));
        Path inside = Files.createDirectories(folder.resolve("mnt/inside"));
        Path locked = Files.createDirectories(folder.resolve("mnt/locked"));
        block("sdb", "sdb1", "1");
        block("sdc", "sdc1", "1");
        block("sda", "sda1", "0");
        Path mounts = Files.writeString(
                folder.resolve("mounts"),
                "/dev/sda1 " + inside + " ext4 rw,relatime 0 0\n"
                        + "/dev/sdb1 " + stick.toString().replace(" ", "\\040") + " vfat rw,nosuid 0 0\n"
                        + "/dev/sdc1 " + locked + " vfat ro,nosuid 0 0\n"
                        + "/dev/sdd1 " + folder.resolve("mnt/unknown") + " vfat rw 0 0\n"
                        + "tmpfs /media/x tmpfs rw 0 0\n"
                        + "nonsense\n");
        SystemDrives drives = new SystemDrives("Linux", mounts, folder.resolve("sys"), folder);

        assertThat(drives.found())
                .containsExactly(new Drives.Drive(stick, "CLÉ 32", true), new Drives.Drive(locked, "locked", false));
    }

    @Test
    void on_macos_the_volumes_are_found_but_not_the_systems_own_disk() throws IOException {
        Path volumes = Files.createDirectories(folder.resolve("Volumes"));
        Files.createSymbolicLink(volumes.resolve("Macintosh HD"), Path.of("/"));
        Path stick = Files.createDirectories(volumes.resolve("KARANGOU"));
        assertThat(new SystemDrives("Mac OS X", folder, folder, volumes).found())
                .containsExactly(new Drives.Drive(stick, "KARANGOU", true));
    }

    @Test
    void a_system_that_says_nothing_has_no_drives() {
        assertThat(new SystemDrives("Linux", folder.resolve("none"), folder, folder).found())
                .isEmpty();
    }

    private void block(String disk, String part, String removable) throws IOException {
        Path device = Files.createDirectories(folder.resolve("devices").resolve(disk));
        Files.writeString(device.resolve("removable"), removable + "\n");
        Path partition = Files.createDirectories(device.resolve(part));
        Path known = Files.createDirectories(folder.resolve("sys"));
        Files.createSymbolicLink(known.resolve(part), partition);
    }
}
