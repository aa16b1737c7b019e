package studio.karangou.common.protocol;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import studio.karangou.common.protocol.Parcel.Direction;

/// The folder of parcels on a stick, which anybody may have filled.
public final class ParcelFolder {
    private static final int MOST_LOOKED_AT = 20_000;
    private static final int MOST_FOUND = 1_000;

    private ParcelFolder() {}

    /// A file and what its name says; nothing of its content was looked at.
    public record Found(ParcelName name, Path file) {}

    /// Where the parcels of a stick are: its folder, or the very folder if somebody chose that.
    public static Path on(Path root) {
        Path last = root.getFileName();
        return last != null && last.toString().equalsIgnoreCase(ParcelName.FOLDER)
                ? root
                : root.resolve(ParcelName.FOLDER);
    }

    /// The files that go in one direction, those of one device together, its latest first. A folder that is not there
    /// has none.
    ///
    /// @throws IOException if the drive fails
    public static List<Found> found(Path root, Direction direction) throws IOException {
        Path folder = on(root);
        List<Found> found = new ArrayList<>();
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return found;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            int looked = 0;
            for (Path file : files) {
                if (++looked > MOST_LOOKED_AT || found.size() == MOST_FOUND) {
                    break;
                }
                ParcelName.of(file)
                        .filter(name -> name.direction() == direction)
                        .filter(_ -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .ifPresent(name -> found.add(new Found(name, file)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(Comparator.comparing((Found one) -> one.name().device().toString())
                .thenComparing(one -> -one.name().generation()));
        return found;
    }
}
