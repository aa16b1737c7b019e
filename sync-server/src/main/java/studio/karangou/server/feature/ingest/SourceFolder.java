package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.keys.SecretFile;
import studio.karangou.server.storage.DiskSpace;
import studio.karangou.server.storage.NodeName;
import studio.karangou.server.storage.StorageFailure;

/// Where uploaded films wait and are worked on. File names are job ids: nothing of a name that a person gave.
final class SourceFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SourceFolder.class);
    private static final String SUFFIX = ".film";
    private static final int BUFFER = 256 * 1024;
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private final Path sources;
    private final Path work;
    private final UUID node;
    private final long limit;

    /// @param limit bytes of one film at most
    SourceFolder(Path folder, long limit) {
        sources = folder.resolve("sources");
        work = folder.resolve("work");
        this.limit = limit;
        try {
            SecretFile.makeFolder(sources); // films in the clear
            SecretFile.makeFolder(work);
            node = NodeName.in(folder.resolve("node"));
        } catch (IOException e) {
            throw new FailureException(new StorageFailure.Broken(), e);
        }
    }

    /// Which node of the server this folder belongs to.
    UUID node() {
        return node;
    }

    Path source(IngestJobId job) {
        return sources.resolve(job + SUFFIX);
    }

    /// An empty folder to work in.
    Path workFolder(IngestJobId job) throws IOException {
        Path folder = work.resolve(job.toString());
        deleteTree(folder);
        return Files.createDirectory(folder);
    }

    /// Writes an upload to disk as it arrives. When this returns, it survives a power cut.
    ///
    /// @param declared length, empty if the sender did not say
    /// @throws FailureException with an [IngestFailure] or [StorageFailure]; then nothing of it is left
    void receive(IngestJobId job, InputStream upload, OptionalLong declared) {
        Path part = sources.resolve(job + ".part");
        try {
            checkBefore(declared);
            try {
                long received = copy(upload, part, declared);
                if (received == 0) {
                    throw new IngestFailure.EmptyFile().asException();
                }
                if (declared.isPresent() && received != declared.getAsLong()) {
                    throw new IngestFailure.UploadCut(received, declared.getAsLong()).asException();
                }
                Files.move(part, source(job), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            StorageFailure failure =
                    DiskSpace.isFull(sources, e) ? new StorageFailure.DiskFull() : new StorageFailure.Broken();
            throw new FailureException(failure, e);
        }
    }

    void deleteSource(IngestJobId job) throws IOException {
        Files.deleteIfExists(source(job));
    }

    /// The jobs whose files are here.
    List<IngestJobId> jobs() throws IOException {
        List<IngestJobId> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sources, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                try {
                    found.add(IngestJobId.parse(name.substring(0, name.length() - SUFFIX.length())));
                } catch (IllegalArgumentException e) {
                    LOG.atWarn().setCause(e).log("a file that is not ours lies among the sources of films");
                }
            }
        }
        return found;
    }

    void deleteWork(IngestJobId job) throws IOException {
        deleteTree(work.resolve(job.toString()));
    }

    /// Clears what a crash left: half uploads, work folders, sources that no job names.
    void sweep(Set<IngestJobId> named) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(sources)) {
            for (Path file : files) {
                if (named.stream().noneMatch(job -> source(job).equals(file))) {
                    Files.delete(file);
                }
            }
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(work)) {
            for (Path folder : folders) {
                deleteTree(folder);
            }
        }
    }

    private void checkBefore(OptionalLong declared) throws IOException {
        if (declared.isEmpty()) {
            return;
        }
        if (declared.getAsLong() > limit) {
            throw new IngestFailure.TooLarge(limit).asException();
        }
        long missing = declared.getAsLong() + SPARE_BYTES - DiskSpace.usable(sources);
        if (missing > 0) {
            throw new IngestFailure.NoRoom(missing / 1_000_000 + 1).asException();
        }
    }

    private long copy(InputStream upload, Path part, OptionalLong declared) throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            long total = 0;
            for (int read = read(upload, buffer, total, declared);
                    read >= 0;
                    read = read(upload, buffer, total, declared)) {
                total += read;
                if (total > limit) {
                    throw new IngestFailure.TooLarge(limit).asException();
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
            }
            file.force(true);
            return total;
        }
    }

    /// When the line is cut, that is no trouble of our disk.
    private static int read(InputStream upload, byte[] buffer, long total, OptionalLong declared) {
        try {
            return upload.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw new FailureException(new IngestFailure.UploadCut(total, declared.orElse(total)), e);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException trouble) throws IOException {
                if (trouble != null) {
                    throw trouble;
                }
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
