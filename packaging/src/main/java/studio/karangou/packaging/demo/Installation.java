package studio.karangou.packaging.demo;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Where the built programs are: each module's `target/app`, as a class path.
///
/// @param root of the project
public record Installation(Path root) {
    /// The installation that this class was loaded from.
    ///
    /// @throws IllegalStateException if it does not run from `packaging/target`
    public static Installation current() {
        try {
            Path loaded = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path folder = loaded;
            while (folder != null && !folder.endsWith(Path.of("packaging", "target"))) {
                folder = folder.getParent();
            }
            if (folder == null) {
                throw new IllegalStateException("not inside packaging/target: " + loaded);
            }
            return new Installation(folder.resolve("../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the project's folder cannot be found", e);
        }
    }

    public String server() {
        return app("sync-server");
    }

    /// In a fixed order, the one that `packaging/aot-cache.sh` keeps: the JVM compares it with that of its cache.
    public String client() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("desktop-client/target/app"))) {
            return files.map(Path::toString)
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }

    /// The client's jars as it is always started with them, and behind them this program's own: for a main class
    /// of ours around the real client. What the JVM cached of the client fits that as well.
    public String drivenClient() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("packaging/target/app"))) {
            return client()
                    + File.pathSeparator
                    + files.filter(file -> file.getFileName().toString().startsWith("karangou-packaging"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("there is no karangou-packaging jar"));
        }
    }

    /// The JVM's options with which the client is always started, by whomever: the lines of `client.options`.
    public List<String> clientOptions() throws IOException {
        return Files.readAllLines(root.resolve("packaging/client.options"));
    }

    public String packaging() {
        return app("packaging");
    }

    private String app(String module) {
        return root.resolve(module)
                .resolve("target")
                .resolve("app")
                .resolve("*")
                .toString();
    }
}
