package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;

/// What a relay holds for others, on disk: parcels on their way up, and answers. It cannot look inside and so
/// cannot know whose are worth more; it bounds what each device, each sender and all together may leave.
final class RelayStore {
    private static final Logger LOG = LoggerFactory.getLogger(RelayStore.class);
    private static final long MEGABYTE = 1024L * 1024;
    private static final long MOST_BYTES = 512 * MEGABYTE;
    private static final long MOST_BYTES_OF_A_SENDER = 128 * MEGABYTE;
    private static final int MOST_DEVICES = 64;
    private static final int MOST_UP = 200;
    /// Answers of one device; the oldest go first, as the server answers again.
    private static final int MOST_DOWN = 64;
    /// As much stays free as films leave.
    private static final long FREE = 256 * MEGABYTE;
    private static final Pattern NAME =
            Pattern.compile("(up|down)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([0-9]{1,18})-([0-9a-f]{16})");

    private final Disk disk;
    private final Path folder;
    /// Bytes that each sender left since the start.
    private final Map<InetAddress, Long> bySender = new HashMap<>();

    /// @param folder for this alone
    RelayStore(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    /// A parcel that is held.
    ///
    /// @param number in the order of arrival
    record Held(Path file, boolean up, DeviceId device, long number, String digest, long bytes) {}

    /// Keeps a parcel on its way up.
    ///
    /// @return whether there was room for it, or it is there already
    /// @throws IOException if the disk fails
    synchronized boolean takeUp(DeviceId device, byte[] parcel, InetAddress from) throws IOException {
        List<Held> all = all();
        String digest = digest(parcel);
        List<Held> ofDevice = all.stream()
                .filter(held -> held.up && held.device.equals(device))
                .toList();
        if (ofDevice.stream().anyMatch(held -> held.digest.equals(digest))) {
            return true;
        }
        long devices = all.stream().map(Held::device).distinct().count();
        long bytes = all.stream().mapToLong(Held::bytes).sum();
        long sent = bySender.getOrDefault(from, 0L);
        boolean room = ofDevice.size() < MOST_UP
                && (devices < MOST_DEVICES || all.stream().anyMatch(held -> held.device.equals(device)))
                && bytes + parcel.length <= MOST_BYTES
                && sent + parcel.length <= MOST_BYTES_OF_A_SENDER
                && disk.room(folder) > FREE;
        if (room) {
            write(true, device, next(all), digest, parcel);
            bySender.put(from, sent + parcel.length);
        }
        return room;
    }

    /// Keeps an answer.
    synchronized void keepDown(DeviceId device, byte[] parcel) throws IOException {
        List<Held> all = all();
        write(false, device, next(all), digest(parcel), parcel);
        List<Held> answers = all.stream()
                .filter(held -> !held.up && held.device.equals(device))
                .toList();
        for (int i = 0; i <= answers.size() - MOST_DOWN; i++) {
            Files.deleteIfExists(answers.get(i).file);
        }
    }

    /// The first answer to a device behind a number.
    synchronized Optional<Held> answer(DeviceId device, long after) throws IOException {
        return all().stream()
                .filter(held -> !held.up && held.device.equals(device) && held.number > after)
                .findFirst();
    }

    /// What waits for the server, in the order of arrival.
    synchronized List<Held> waiting() throws IOException {
        return all().stream().filter(Held::up).toList();
    }

    /// It is at the server, or the server will never take it. Its sender may leave more.
    synchronized void done(Held held) throws IOException {
        Files.deleteIfExists(held.file);
        bySender.clear();
    }

    private List<Held> all() throws IOException {
        Files.createDirectories(folder);
        List<Held> all = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Matcher matcher = NAME.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    all.add(new Held(
                            file,
                            matcher.group(1).equals("up"),
                            DeviceId.parse(matcher.group(2)),
                            Long.parseLong(matcher.group(3)),
                            matcher.group(4),
                            Files.size(file)));
                } else {
                    LOG.debug("{} is none of the relay's", file);
                }
            }
        }
        all.sort(Comparator.comparingLong(Held::number));
        return all;
    }

    private static long next(List<Held> all) {
        return all.isEmpty() ? 1 : all.getLast().number + 1;
    }

    private void write(boolean up, DeviceId device, long number, String digest, byte[] parcel) throws IOException {
        String name = (up ? "up-" : "down-") + device + "-" + number + "-" + digest;
        AtomicFile.write(disk, folder.resolve(name), parcel);
    }

    private static String digest(byte[] parcel) {
        return ContentAddress.of(parcel).hex().substring(0, 16);
    }
}
