package studio.karangou.server.db;

import java.nio.file.Path;

/// Which database.
public sealed interface DatabaseSettings {
    /// How many connections at most.
    int poolSize();

    /// H2 in one file of the data folder.
    ///
    /// @param file without H2's suffix `.mv.db`
    record H2(Path file, int poolSize) implements DatabaseSettings {
        private static final String SUFFIX = ".mv.db";

        /// The file as it is on disk.
        public Path onDisk() {
            return file.resolveSibling(file.getFileName() + SUFFIX);
        }
    }

    /// A PostgreSQL server.
    ///
    /// @param url as in `jdbc:postgresql://host:5432/karangou`
    record PostgreSql(String url, String user, String password, int poolSize) implements DatabaseSettings {
        /// Without the password, so that it reaches no log.
        @Override
        public String toString() {
            return "PostgreSql[" + shownUrl() + "]";
        }

        /// The address without its parameters, which may hold a password.
        public String shownUrl() {
            int parameters = url.indexOf('?');
            return parameters < 0 ? url : url.substring(0, parameters);
        }
    }
}
