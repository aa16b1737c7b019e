package studio.karangou.desktop.engine.films;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;

/// Content by its SHA-256: encrypted segments, manifests, posters, subtitles. What is in it was right when it was
/// written, survives a power cut, and is checked again when it is read. Safe for several threads.
public final class FilmStore {
    private static final Logger LOG = LoggerFactory.getLogger(FilmStore.class);
    /// Kept free for the journal: a film must never be the reason why a contribution cannot be recorded.
    public static final long RESERVE = 256L * 1024 * 1024;
    private static final String CORRUPT = ".corrupt";
    private static final int READS = 2;
    private static final Pattern NAME = Pattern.compile("([0-9a-f]{64})(\\.[a-z]+)?");

    private final Disk disk;
    private final Path folder;
    private final LongSupplier budget;
    private final AtomicLong used = new AtomicLong();
    private final CountDownLatch counted = new CountDownLatch(1);

    /// @param budget how many bytes films may take
    public FilmStore(Disk disk, Path folder, LongSupplier budget) throws IOException {
        this.disk = disk;
        this.folder = folder;
        this.budget = budget;
        Files.createDirectories(folder);
        Thread.ofVirtual().name("film-store-count").start(this::count);
    }

    /// Bytes of everything in the store; grows for a moment after the start, while they are counted.
    public long used() {
        return used.get();
    }

    /// Bytes that films may take.
    public long budget() {
        return budget.getAsLong();
    }

    /// Bytes that may still come, by the budget and by the disk.
    public long room() throws IOException {
        return Math.max(0, Math.min(budget() - used(), disk.room(folder) - RESERVE));
    }

    /// Whether content is here with the size that it should have; its bytes are checked when they are read.
    public boolean has(ContentAddress address, long size) {
        try {
            return Files.size(path(address)) == size;
        } catch (IOException e) {
            return false;
        }
    }

    /// The file of content that is stored clear, for pictures and the like; empty if it is not here.
    public Optional<Path> file(ContentAddress address) {
        Path path = path(address);
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }

    /// The content, if it is here and right. What is not right is set aside, so that it can be fetched again. What
    /// the disk does not give now stays: a cable that is loose for a moment must not cost the film.
    public Optional<byte[]> read(ContentAddress address) {
        Optional<byte[]> content = bytes(address);
        if (content.isPresent() && !ContentAddress.of(content.get()).equals(address)) {
            LOG.warn("content {} is damaged on disk and set aside", address);
            setAside(address);
            return Optional.empty();
        }
        return content;
    }

    private Optional<byte[]> bytes(ContentAddress address) {
        for (int attempt = 1; ; attempt++) {
            try {
                return Optional.of(Files.readAllBytes(path(address)));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                if (attempt == READS) {
                    LOG.warn("content {} cannot be read from disk now", address, e);
                    return Optional.empty();
                }
            }
        }
    }

    /// Begins to take in content, or goes on where it was cut.
    ///
    /// @throws NoRoomException if it would not fit
    public Incoming receive(ContentAddress address, long size) throws IOException {
        Path partial = partial(address);
        Files.createDirectories(partial.resolveSibling(""));
        long here = Files.exists(partial) ? Files.size(partial) : 0;
        long room = room();
        if (size - here > room) {
            throw new NoRoomException(size - here, room);
        }
        return new Incoming(disk, this, address, size, true);
    }

    /// As [#receive], for small content whose size nobody said.
    ///
    /// @param most bytes that it can have
    /// @throws NoRoomException if there is no room at all
    public Incoming receiveUpTo(ContentAddress address, long most) throws IOException {
        Files.createDirectories(partial(address).resolveSibling(""));
        long room = room();
        if (room == 0) {
            throw new NoRoomException(1, room);
        }
        return new Incoming(disk, this, address, most, false);
    }

    /// Keeps content that is in memory.
    ///
    /// @throws NoRoomException if it would not fit
    public void put(ContentAddress address, byte[] content) throws IOException {
        if (has(address, content.length)) {
            return;
        }
        Files.deleteIfExists(partial(address));
        try (Incoming incoming = receive(address, content.length)) {
            incoming.accept(content);
            incoming.finish();
        }
    }

    /// Removes content, whole or partial, if it is here.
    public void remove(ContentAddress address) throws IOException {
        Path path = path(address);
        long size = sizeOf(path);
        if (Files.deleteIfExists(path)) {
            used.addAndGet(-size);
        }
        Files.deleteIfExists(partial(address));
        Files.deleteIfExists(corrupt(address));
    }

    /// The addresses of everything here, whole or partial or set aside; once it has been counted.
    public Set<ContentAddress> all() throws IOException, InterruptedException {
        counted.await();
        Set<ContentAddress> all = new HashSet<>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    all.add(new ContentAddress(name.group(1)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return all;
    }

    /// Makes the renames of received content survive a power cut.
    public void settle() throws IOException {
        try (var folders = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path each : folders) {
                AtomicFile.forceFolder(each);
            }
        }
    }

    void keep(ContentAddress address, long size) throws IOException {
        Path path = path(address);
        long before = sizeOf(path);
        Files.move(partial(address), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        used.addAndGet(size - before);
        Files.deleteIfExists(corrupt(address));
    }

    Path partial(ContentAddress address) {
        return path(address).resolveSibling(address.hex() + ".part");
    }

    private void setAside(ContentAddress address) {
        Path path = path(address);
        try {
            long size = sizeOf(path);
            Files.move(path, corrupt(address), StandardCopyOption.REPLACE_EXISTING);
            used.addAndGet(-size);
        } catch (NoSuchFileException e) {
            LOG.debug("content {} was set aside by another thread", address);
        } catch (IOException e) {
            LOG.error("damaged content {} cannot be set aside", address, e);
        }
    }

    private Path corrupt(ContentAddress address) {
        return path(address).resolveSibling(address.hex() + CORRUPT);
    }

    private Path path(ContentAddress address) {
        return folder.resolve(address.hex().substring(0, 2)).resolve(address.hex());
    }

    private static long sizeOf(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private void count() {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (!file.getFileName().toString().contains(".")) {
                        used.addAndGet(attributes.size());
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    // removed while it was being counted
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.error("the films on disk cannot be counted", e);
        } finally {
            counted.countDown();
        }
    }
}
