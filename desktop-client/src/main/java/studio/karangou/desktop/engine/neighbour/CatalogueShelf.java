package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.FeedPlace;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.http.ServerFailure;

/// The public catalogue as the server signed it, page by page, for who cannot ask the server.
final class CatalogueShelf {
    private static final Logger LOG = LoggerFactory.getLogger(CatalogueShelf.class);
    private static final int HTTP_GONE = 410;
    /// More of them hold little but what a later one says anew: then all are fetched once more.
    private static final int MOST_PAGES = 64;

    private final Disk disk;
    private final Path folder;
    private List<Shelved> pages = List.of();

    /// @param folder for this alone
    CatalogueShelf(Disk disk, Path folder) {
        this.disk = disk;
        this.folder = folder;
    }

    private record Shelved(FeedPlace after, FeedPlace upTo, byte[] document) {}

    /// Takes what lies here from an earlier start.
    synchronized void open(VerifyingKey server) throws IOException {
        Files.createDirectories(folder);
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.page")) {
            found.forEach(files::add);
        }
        files.sort(Comparator.comparing(file -> file.getFileName().toString()));
        List<Shelved> read = new ArrayList<>();
        for (Path file : files) {
            try {
                Shelved next = checked(Files.readAllBytes(file), server);
                boolean goesOn = read.isEmpty()
                        ? next.after.position() == 0
                        : read.getLast().upTo.equals(next.after);
                if (!goesOn) {
                    break;
                }
                read.add(next);
            } catch (FailureException e) {
                LOG.info(
                        "a page of the catalogue cannot be used: {}",
                        e.failure().code(),
                        e);
                break;
            }
        }
        pages = List.copyOf(read);
    }

    /// Fetches what is new.
    ///
    /// @throws FailureException with a [ServerFailure]
    synchronized void refresh(ServerConnection connection, VerifyingKey server) throws IOException {
        if (pages.size() >= MOST_PAGES) {
            clear();
        }
        try {
            append(connection, server);
        } catch (FailureException e) {
            if (!(e.failure() instanceof ServerFailure.Refused refused) || refused.status() != HTTP_GONE) {
                throw e;
            }
            clear(); // a server that was restored tells its catalogue anew
            append(connection, server);
        }
    }

    private void append(ServerConnection connection, VerifyingKey server) throws IOException {
        List<Shelved> now = new ArrayList<>(pages);
        boolean more = true;
        while (more && now.size() < MOST_PAGES * 4) {
            String cursor =
                    now.isEmpty() ? ChangePage.START : now.getLast().upTo.cursor();
            byte[] document = connection.catalogue(cursor);
            CataloguePage page = open(document, server);
            more = page.more();
            if (page.changes().isEmpty()) {
                break; // nothing public is new
            }
            AtomicFile.write(disk, folder.resolve("%06d.page".formatted(now.size())), document);
            now.add(new Shelved(page.after(), page.upTo(), document));
            pages = List.copyOf(now);
        }
    }

    private void clear() throws IOException {
        pages = List.of();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.page")) {
            for (Path file : found) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// The page that goes on from a cursor, as it was signed; the first one for a cursor of another epoch.
    synchronized Optional<byte[]> after(String cursor) {
        Optional<FeedPlace> asked = FeedPlace.of(cursor);
        return pages.stream()
                .filter(page -> asked.isEmpty()
                        || !asked.get().epoch().equals(page.upTo.epoch())
                        || page.upTo.position() > asked.get().position())
                .findFirst()
                .map(Shelved::document);
    }

    /// How many pages there are.
    synchronized int size() {
        return pages.size();
    }

    private static Shelved checked(byte[] document, VerifyingKey server) {
        CataloguePage page = open(document, server);
        return new Shelved(page.after(), page.upTo(), document);
    }

    /// A page, if the server made it.
    static CataloguePage open(byte[] document, VerifyingKey server) {
        return SignedDocument.decode(document).open(server, SignedDocument.Kind.CATALOGUE, CataloguePage.class);
    }
}
