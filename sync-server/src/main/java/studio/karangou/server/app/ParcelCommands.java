package studio.karangou.server.app;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ParcelFile;
import studio.karangou.common.protocol.ParcelFolder;
import studio.karangou.common.protocol.ParcelName;

/// The operator's command about a stick that was brought to the server: what is on it is taken, the answers are
/// written beside.
final class ParcelCommands {
    private static final String NAME = "parcels";
    private static final String PATH = "/api/v1/operator/parcels";

    private final AdminClient client;
    private final Sentences sentences;
    private final PrintStream out;
    private final PrintStream progress;

    ParcelCommands(AdminClient client, Sentences sentences, PrintStream out, PrintStream progress) {
        this.client = client;
        this.sentences = sentences;
        this.out = out;
        this.progress = progress;
    }

    static boolean know(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals(NAME);
    }

    /// Carries the command out: one line for each answer that was written. A file that cannot be taken keeps no other
    /// from it.
    ///
    /// @throws FailureException with an [AdminFailure]
    void run(List<String> words) {
        if (words.size() != 2) {
            throw new AdminFailure.Usage().asException();
        }
        Path root = Path.of(words.getLast());
        Set<DeviceId> done = new HashSet<>();
        try {
            for (ParcelFolder.Found found : ParcelFolder.found(root, Parcel.Direction.UP)) {
                if (!done.contains(found.name().device()) && carry(found)) {
                    done.add(found.name().device());
                }
            }
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.UnreadableFile(root.toString()), e);
        }
    }

    /// @return whether it was taken; if not, the generation before may be whole
    private boolean carry(ParcelFolder.Found found) {
        Path answer = found.file().resolveSibling(found.name().answer().fileName());
        try {
            int count = ParcelFile.check(found.file());
            write(answer, found.file());
            out.println(answer);
            progress.println(sentences.text(
                    "admin.parcels", found.name().device().toString(), Integer.toString(count), answer.toString()));
            return true;
        } catch (FailureException e) {
            if (e.failure() instanceof AdminFailure.NoServer || e.failure() instanceof AdminFailure.NotWritten) {
                throw e;
            }
            progress.println(sentences.text(
                    "admin.parcel-refused",
                    found.file().getFileName().toString(),
                    sentences.of(e.failure()),
                    e.failure().code()));
            return false;
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.NotWritten(answer.toString()), e);
        }
    }

    /// A stick that is pulled out meanwhile holds the whole answer or none.
    private void write(Path answer, Path parcels) throws IOException {
        Path partial = answer.resolveSibling(answer.getFileName() + ParcelName.PARTIAL);
        try (FileOutputStream to = new FileOutputStream(partial.toFile())) {
            ParcelFile.Writer writer = new ParcelFile.Writer(to);
            ParcelFile.read(parcels, parcel -> {
                ask(parcel, writer);
                return true;
            });
            writer.finish();
            to.getFD().sync();
        } catch (IOException | FailureException e) {
            Files.deleteIfExists(partial);
            throw e;
        }
        Files.move(partial, answer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void ask(byte[] parcel, ParcelFile.Writer writer) throws IOException {
        Optional<String> next = Optional.empty();
        do {
            String after = next.map(cursor -> "?after=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8))
                    .orElse("");
            AdminClient.Bytes answer = client.post(PATH + after, Parcel.MEDIA_TYPE, parcel, Parcel.NEXT_HEADER);
            writer.add(answer.body());
            next = answer.next();
        } while (next.isPresent());
    }
}
