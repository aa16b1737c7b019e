package studio.karangou.desktop.ui;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The removable drives that the operating system has mounted.
public final class SystemDrives implements Drives {
    private static final Logger LOG = LoggerFactory.getLogger(SystemDrives.class);
    private static final int MOST = 20;
    /// How the kernel writes a space and the like in a path (proc(5)).
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    private final String system;
    private final Path mounts;
    private final Path devices;
    private final Path volumes;

    public SystemDrives() {
        this(
                System.getProperty("os.name", ""),
                Path.of("/proc/self/mounts"),
                Path.of("/sys/class/block"),
                Path.of("/Volumes"));
    }

    /// @param system name of the operating system
    /// @param mounts what Linux has mounted
    /// @param devices what Linux knows of its block devices
    /// @param volumes where macOS puts drives
    SystemDrives(String system, Path mounts, Path devices, Path volumes) {
        this.system = system.toLowerCase(Locale.ROOT);
        this.mounts = mounts;
        this.devices = devices;
        this.volumes = volumes;
    }

    @Override
    public List<Drive> found() {
        try {
            List<Drive> found = system.contains("win") ? onWindows() : system.contains("mac") ? onMac() : onLinux();
            found.sort(Comparator.comparing(Drive::name, String.CASE_INSENSITIVE_ORDER));
            return found.size() > MOST ? List.copyOf(found.subList(0, MOST)) : List.copyOf(found);
        } catch (IOException e) {
            LOG.warn("which drives are there cannot be told", e);
            return List.of();
        }
    }

    private List<Drive> onLinux() throws IOException {
        List<Drive> found = new ArrayList<>();
        for (String line : Files.readString(mounts, StandardCharsets.UTF_8).split("\n", -1)) {
            String[] fields = line.split(" ", -1);
            if (fields.length > 3 && fields[0].startsWith("/dev/") && isRemovable(fields[0], plain(fields[1]))) {
                boolean readOnly = List.of(fields[3].split(",", -1)).contains("ro");
                drive(Path.of(plain(fields[1])), !readOnly).ifPresent(found::add);
            }
        }
        return found;
    }

    /// Where desktops mount what is plugged in, or what the kernel says can be pulled out.
    private boolean isRemovable(String device, String at) {
        if (at.startsWith("/media/") || at.startsWith("/run/media/")) {
            return true;
        }
        try {
            Path block = devices.resolve(Path.of(device).getFileName()).toRealPath();
            for (Path each : List.of(block, block.resolveSibling(""))) {
                Path flag = each.resolve("removable");
                if (Files.exists(flag)) {
                    return Files.readString(flag, StandardCharsets.US_ASCII)
                            .strip()
                            .equals("1");
                }
            }
            return false;
        } catch (IOException e) {
            LOG.debug("{} is not among the block devices", device, e);
            return false;
        }
    }

    private static String plain(String path) {
        Matcher octal = OCTAL.matcher(path);
        return octal.replaceAll(
                found -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(found.group(1), 8))));
    }

    private List<Drive> onMac() throws IOException {
        List<Drive> found = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(volumes)) {
            for (Path volume : all) {
                // the system's own disk is there as a link to /
                if (Files.isDirectory(volume) && !volume.toRealPath().equals(Path.of("/"))) {
                    drive(volume, Files.isWritable(volume)).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private List<Drive> onWindows() {
        List<Drive> found = new ArrayList<>();
        for (Path root : FileSystems.getDefault().getRootDirectories()) {
            try {
                boolean removable = Boolean.TRUE.equals(Files.getFileStore(root).getAttribute("volume:isRemovable"));
                if (removable) {
                    String label = Files.getFileStore(root).name();
                    String letter = root.toString().replace("\\", "");
                    boolean writable = !Files.getFileStore(root).isReadOnly();
                    found.add(new Drive(root, label.isBlank() ? letter : label + " (" + letter + ")", writable));
                }
            } catch (IOException | UnsupportedOperationException e) {
                LOG.debug("nothing is in {}", root, e); // an empty card reader
            }
        }
        return found;
    }

    private static Optional<Drive> drive(Path root, boolean writable) {
        Path name = root.getFileName();
        return name == null || !Files.isDirectory(root)
                ? Optional.empty()
                : Optional.of(new Drive(root, name.toString(), writable));
    }
}
