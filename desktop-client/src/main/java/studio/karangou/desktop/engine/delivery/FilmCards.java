package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;

/// A folder a film: its card and its licence.
final class FilmCards {
    private static final Logger LOG = LoggerFactory.getLogger(FilmCards.class);
    private static final String CARD = "card.cbor";
    private static final String LICENCE = "licence.cbor";

    private final Disk disk;
    private final Path folder;

    FilmCards(Disk disk, Path folder) throws IOException {
        this.disk = disk;
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /// What is in the folder.
    ///
    /// @param cards every card that can be read
    /// @param complete whether these are all there are
    record Read(List<FilmCard> cards, boolean complete) {}

    Read all() {
        List<FilmCard> cards = new ArrayList<>();
        boolean complete = true;
        try (DirectoryStream<Path> films = Files.newDirectoryStream(folder)) {
            for (Path film : films) {
                Optional<FilmCard> card = read(film.resolve(CARD));
                card.ifPresent(cards::add);
                complete &= card.isPresent() || Files.notExists(film.resolve(CARD));
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.error("the downloads cannot be listed", e);
            complete = false;
        }
        return new Read(cards, complete);
    }

    boolean has(FilmId film) {
        return Files.exists(of(film).resolve(CARD));
    }

    void write(FilmCard card) throws IOException {
        Path film = Files.createDirectories(of(card.film().id()));
        AtomicFile.write(disk, film.resolve(CARD), Wire.toCbor(card));
    }

    Optional<SignedDocument> licence(FilmId film) {
        Path file = of(film).resolve(LICENCE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(SignedDocument.decode(Files.readAllBytes(file)));
        } catch (IOException | FailureException e) {
            LOG.warn("the licence of film {} cannot be read", film, e);
            return Optional.empty();
        }
    }

    void writeLicence(FilmId film, SignedDocument licence) throws IOException {
        Path folderOfFilm = Files.createDirectories(of(film));
        AtomicFile.write(disk, folderOfFilm.resolve(LICENCE), licence.encode());
    }

    void remove(FilmId film) throws IOException {
        // the card last: with it the rest is removed at the next start
        Files.deleteIfExists(of(film).resolve(LICENCE));
        Files.deleteIfExists(of(film).resolve(CARD));
        Files.deleteIfExists(of(film));
    }

    private Optional<FilmCard> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.fromCbor("card", Files.readAllBytes(file), FilmCard.class));
        } catch (IOException | FailureException e) {
            LOG.error("the card {} cannot be read", file, e);
            return Optional.empty();
        }
    }

    private Path of(FilmId film) {
        return folder.resolve(film.toString());
    }
}
