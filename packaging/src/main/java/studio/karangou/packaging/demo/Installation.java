package studio.karangou.packaging.demo;

import java.net.URISyntaxException;
import java.nio.file.Path;

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

    public String client() {
        return app("desktop-client");
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
