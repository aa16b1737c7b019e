package studio.karangou.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which objects there are in a folder.
final class ObjectListing {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-f]{64}");

    private ObjectListing() {}

    /// @param path in the folder, with `/`
    record Listed(String path, long bytes) {}

    /// Whole objects, in order of their names, which are addresses; what is still being written has another name.
    static List<Listed> of(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            List<Listed> listed = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (ADDRESS.matcher(String.valueOf(file.getFileName())).matches()) {
                    listed.add(new Listed(path, Files.size(file)));
                }
            }
            return listed;
        }
    }
}
