package studio.karangou.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.keys.KeysFailure;
import studio.karangou.server.keys.SecretFile;

/// Who was erased and which devices were shut out, by their ids, noted with the server's keys: a database that comes
/// from a backup knows nothing of what happened since, and must not bring them back.
final class Gone {
    private static final Logger LOG = LoggerFactory.getLogger(Gone.class);
    private static final Pattern LINE = Pattern.compile("(person|device) ([0-9a-f-]{36})");

    private final Path file;
    private final GoneStore store;

    /// @param secrets the folder of the server's keys
    Gone(Path secrets, GoneStore store) {
        file = secrets.resolve("gone.ids");
        this.store = store;
    }

    /// Somebody was erased.
    void person(UUID id) {
        note("person", id);
    }

    /// A device was shut out.
    void device(UUID id) {
        note("device", id);
    }

    /// Holds the database against what was noted, each way. To be done before anybody is answered.
    ///
    /// @param erase told of people who are in the database again
    /// @param shutOut told of devices that are usable again
    void reapply(Consumer<UUID> erase, Consumer<UUID> shutOut) {
        reapply("person", store.erased(), store.people(), erase);
        reapply("device", store.revoked(), store.devices(), shutOut);
    }

    /// @param gone by the database's word
    /// @param there by the database's word
    private void reapply(String kind, Set<UUID> gone, Set<UUID> there, Consumer<UUID> again) {
        Set<UUID> noted = noted(kind);
        int back = 0;
        for (UUID id : noted) {
            if (there.contains(id)) {
                again.accept(id);
                back++;
            }
        }
        if (back > 0) {
            LOG.warn("{} of kind {} had come back with the database, and are gone again", back, kind);
        }
        for (UUID id : gone) {
            if (!noted.contains(id)) {
                note(kind, id);
            }
        }
    }

    /// Each line begins with a line's end: after one that a crash cut short, the next is whole.
    private synchronized void note(String kind, UUID id) {
        try {
            if (!Files.exists(file)) {
                SecretFile.make(file);
            }
            Files.writeString(
                    file,
                    "\n" + kind + " " + id + "\n",
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            // what happened, happened; the next start notes it
            LOG.atError().setCause(e).log("{} could not be written", file.getFileName());
        }
    }

    private synchronized Set<UUID> noted(String kind) {
        Set<UUID> noted = new HashSet<>();
        if (!Files.exists(file)) {
            return noted;
        }
        try {
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                Matcher parts = LINE.matcher(line);
                if (parts.matches() && parts.group(1).equals(kind)) {
                    noted.add(UUID.fromString(parts.group(2)));
                }
            }
            return noted;
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }
}
