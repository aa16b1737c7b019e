package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import studio.karangou.common.model.ContentAddress;

/// What the story plays in: folders, the running processes, and looks at both from outside.
final class TourWorld {
    final Path directory;
    final Path home;
    final Path clientData;
    final Path logs;

    /// A world without a trace of an earlier tour. Only what a tour makes is removed.
    static TourWorld fresh(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (Stream<Path> left = Files.list(directory)) {
            for (Path file : left.filter(TourWorld::isOfATour).toList()) {
                remove(file);
            }
        }
        return new TourWorld(directory);
    }

    private static boolean isOfATour(Path file) {
        return file.getFileName().toString().matches("data|logs|tour\\.json|\\d{2}-[a-z-]+\\.png|picture-[a-z]+\\.png");
    }

    private static void remove(Path file) throws IOException {
        try (Stream<Path> parts = Files.walk(file)) {
            for (Path part : parts.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(part);
            }
        }
    }

    private TourWorld(Path directory) throws IOException {
        this.directory = directory;
        home = directory.resolve("data");
        clientData = directory.resolve("data/client");
        logs = Files.createDirectories(directory.resolve("logs"));
    }

    /// The folder of another device.
    Path data(String device) {
        return directory.resolve("data").resolve(device);
    }

    /// The addresses of what lies on the client's disk, each file checked against the address that is its name.
    ///
    /// @throws TourFailure if one is not what its name says
    static Set<ContentAddress> verifiedFiles(Path store) throws IOException {
        Set<ContentAddress> verified = new HashSet<>();
        for (Path file : addressedFiles(store)) {
            ContentAddress address = ContentAddress.of(Files.readAllBytes(file));
            if (!address.hex().equals(file.getFileName().toString())) {
                throw new TourFailure("not what its name says: " + file.getFileName());
            }
            verified.add(address);
        }
        return verified;
    }

    private static List<Path> addressedFiles(Path store) throws IOException {
        try (Stream<Path> files = Files.walk(store)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{64}"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }
}
