package studio.karangou.packaging.demo;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.app.AdminClient;

/// The demo's one venue, the same from start to start and for every window: a kiosk fetches only what a computer of its
/// own venue chose for it.
final class DemoVenue {
    private static final String NAME = "Ciné-club Agoè";
    private static final String UNKNOWN = "device.unknown-venue";
    private static final int ID_CHARS = 36;

    private final AdminClient operator;
    private final @Nullable Path memory;
    private @Nullable String own;

    /// @param memory the file that remembers the venue's id, null for a venue that only this knows
    DemoVenue(AdminClient operator, @Nullable Path memory) {
        this.operator = operator;
        this.memory = memory;
    }

    /// A code with which one device of the venue is enrolled.
    ///
    /// @throws IOException if the venue cannot be remembered
    synchronized String newCode() throws IOException {
        if (memory != null) {
            return remembered(memory);
        }
        String venue = own == null ? add() : own;
        own = venue;
        return codeOf(venue);
    }

    /// Its number, made if there is none yet.
    synchronized String id() throws IOException {
        if (memory == null) {
            own = own == null ? add() : own;
            return own;
        }
        newCode();
        return Files.readString(memory, StandardCharsets.US_ASCII);
    }

    /// Whoever comes first makes the venue; the others, other processes too, wait and find it.
    private String remembered(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock alone = channel.lock()) {
            ByteBuffer known = ByteBuffer.allocate(ID_CHARS);
            while (known.hasRemaining() && channel.read(known) >= 0) {
                continue;
            }
            String id = StandardCharsets.US_ASCII.decode(known.flip()).toString();
            try {
                if (id.length() == ID_CHARS) {
                    return codeOf(id);
                }
            } catch (FailureException e) {
                // the server's data were removed, this file was not
                if (!isAbout(e, UNKNOWN)) {
                    throw e;
                }
            }
            String added = add();
            channel.truncate(0).write(StandardCharsets.US_ASCII.encode(added), 0);
            channel.force(true);
            return codeOf(added);
        }
    }

    /// Whether a refusal has a stable code.
    static boolean isAbout(FailureException refused, String code) {
        return refused.failure().arguments().contains(code);
    }

    private String add() {
        return operator.post("/api/v1/operator/venues", Map.of("name", NAME))
                .path("venue")
                .asText();
    }

    private String codeOf(String venue) {
        return operator.post("/api/v1/operator/venues/" + venue + "/codes")
                .path("code")
                .asText();
    }
}
