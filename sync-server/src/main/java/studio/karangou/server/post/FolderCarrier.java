package studio.karangou.server.post;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.keys.SecretFile;

/// Puts letters in a folder that only the operator reads: for a demonstration, and for a server without a mail
/// server.
/// The latest two hundred stay.
final class FolderCarrier implements Carrier {
    private static final int KEPT = 200;

    private final Path folder;
    private final InstantSource clock;
    private final Uuid7 names;

    FolderCarrier(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
        names = new Uuid7(clock);
    }

    @Override
    public void carry(RenderedLetter letter) throws CarrierException {
        LetterInFolder kept = new LetterInFolder(clock.instant(), letter.to(), letter.subject(), letter.text());
        try {
            SecretFile.makeFolder(folder);
            Path file = folder.resolve(names.next() + ".json");
            Path part = folder.resolve(file.getFileName() + ".part");
            Files.write(part, Wire.json().writerWithDefaultPrettyPrinter().writeValueAsBytes(kept));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            List<Path> files = files();
            for (Path old : files.subList(0, Math.max(0, files.size() - KEPT))) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new CarrierException("the folder of letters cannot be written", false, e);
        }
    }

    /// The letters that are there, the oldest first.
    List<LetterInFolder> letters() throws IOException {
        List<LetterInFolder> letters = new ArrayList<>();
        for (Path file : files()) {
            try {
                letters.add(Wire.json().readValue(Files.readAllBytes(file), LetterInFolder.class));
            } catch (JsonProcessingException e) {
                throw new IOException("not one of ours: " + file, e);
            }
        }
        return letters;
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> there = Files.list(folder)) {
            return there.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
