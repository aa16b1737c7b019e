package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
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

    /// Every card that can be read.
    List<FilmCard> all() {
        List<FilmCard> cards = new ArrayList<>();
        try (DirectoryStream<Path> films = Files.newDirectoryStream(folder)) {
            for (Path film : films) {
                read(film.resolve(CARD)).ifPresent(cards::add);
            }
        } catch (IOException e) {
            LOG.error("the downloads cannot be listed", e);
        }
        return cards;
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
        // the card first: without it the rest is nothing
        Files.deleteIfExists(of(film).resolve(CARD));
        Files.deleteIfExists(of(film).resolve(LICENCE));
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
