package studio.karangou.server.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.keys.SealedColumns;
import studio.karangou.server.keys.SecretFile;

/// Puts letters in a folder that only the operator reads: for a demonstration, and for a server without a mail
/// server. Each is sealed, and goes a day after it is of no use, a week after it was written at the latest; three
/// hundred stay at most, more than strangers can cause while a code is good.
final class FolderCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(FolderCarrier.class);
    private static final String PLACE = "letter.folder";
    private static final int KEPT = 300;
    /// So that who asks on the next day why a code was refused can be answered.
    private static final Duration AFTER_ITS_USE = Duration.ofDays(1);
    private static final Duration AT_MOST = Duration.ofDays(7);
    /// Its id, and the second since 1970 when it goes.
    private static final Pattern NAME = Pattern.compile("([0-9a-f-]{36})\\.([0-9]{1,12})\\.letter");

    private final Path folder;
    private final SealedColumns columns;
    private final InstantSource clock;
    private final Uuid7 names;

    FolderCarrier(Path folder, SealedColumns columns, InstantSource clock) {
        this.folder = folder;
        this.columns = columns;
        this.clock = clock;
        names = new Uuid7(clock);
    }

    @Override
    public void carry(RenderedLetter letter) throws CarrierException {
        Instant now = clock.instant();
        LetterInFolder kept = new LetterInFolder(now, letter.to(), letter.subject(), letter.text());
        Instant useless = letter.expires().plus(AFTER_ITS_USE);
        Instant end = useless.isBefore(now.plus(AT_MOST)) ? useless : now.plus(AT_MOST);
        UUID id = names.next();
        try {
            SecretFile.makeFolder(folder);
            Path file = folder.resolve(id + "." + end.getEpochSecond() + ".letter");
            Path part = folder.resolve(file.getFileName() + ".part");
            Files.write(part, columns.seal(PLACE, id, Wire.toJson(kept)).toArray());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            tidy();
        } catch (IOException e) {
            throw new CarrierException("the folder of letters cannot be written", false, e);
        }
    }

    /// The letters that are there, the oldest first.
    List<LetterInFolder> letters() throws IOException {
        tidy();
        List<LetterInFolder> letters = new ArrayList<>();
        for (Kept kept : kept()) {
            read(kept).ifPresent(letters::add);
        }
        return letters;
    }

    /// Removes what is too old or too many, and whatever else lies there that an earlier version wrote.
    void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant now = clock.instant();
        List<Kept> young = new ArrayList<>();
        for (Kept kept : kept()) {
            if (kept.end().isAfter(now)) {
                young.add(kept);
            } else {
                Files.deleteIfExists(kept.file());
            }
        }
        // what is of no use any more goes before what somebody waits for
        young.sort(Comparator.comparing(kept -> kept.end().minus(AFTER_ITS_USE).isAfter(now)));
        for (Kept old : young.subList(0, Math.max(0, young.size() - KEPT))) {
            Files.deleteIfExists(old.file());
        }
        try (Stream<Path> inClear =
                Files.list(folder).filter(file -> file.toString().endsWith(".json"))) {
            for (Path file : inClear.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private record Kept(Path file, UUID id, Instant end) {}

    private List<Kept> kept() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> there = Files.list(folder)) {
            List<Kept> kept = new ArrayList<>();
            for (Path file : there.sorted().toList()) {
                Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
                if (name.matches()) {
                    kept.add(new Kept(
                            file,
                            UUID.fromString(name.group(1)),
                            Instant.ofEpochSecond(Long.parseLong(name.group(2)))));
                }
            }
            return kept;
        }
    }

    /// One whose key is no longer there is as good as gone.
    private Optional<LetterInFolder> read(Kept kept) throws IOException {
        try {
            byte[] text = columns.open(PLACE, kept.id(), Bytes.of(Files.readAllBytes(kept.file())));
            return Optional.of(Wire.json().readValue(text, LetterInFolder.class));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // somebody tidied meanwhile
        } catch (JsonProcessingException | FailureException e) {
            LOG.atWarn().setCause(e).log("a letter of the folder cannot be read");
            return Optional.empty();
        }
    }
}
