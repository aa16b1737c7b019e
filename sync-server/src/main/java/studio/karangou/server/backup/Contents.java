package studio.karangou.server.backup;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// What a backup says of itself: behind all parts, so that it is there only in a whole one. Its seal comes last.
///
/// @param version of this form of backups
/// @param database `h2` or `postgresql`
/// @param schema the last migration of its tables
/// @param signingKey in hexadecimal: whose it is
/// @param parts in the order in which they were written
/// @param objects how many objects there were in the store
record Contents(
        int version, Instant made, String database, String schema, String signingKey, List<Part> parts, long objects) {
    static final int VERSION = 1;
    static final String NAME = "backup.json";
    /// Keyed hash of [#NAME], in hexadecimal; missing in files of earlier programs.
    static final String SEAL = "backup.seal";
    static final String OBJECTS = "objects.txt";
    static final String H2 = "database/h2.zip";
    /// How many rows each table of PostgreSQL had; missing in files of earlier programs.
    static final String ROWS = "database/rows.json";
    static final String TABLES = "database/tables/";

    Contents {
        Objects.requireNonNull(database, "a database");
        Objects.requireNonNull(schema, "a schema");
        Objects.requireNonNull(signingKey, "a key");
        parts = List.copyOf(parts);
    }

    /// A part of the file.
    ///
    /// @param sha256 in hexadecimal
    record Part(String name, long bytes, String sha256) {
        Part {
            Objects.requireNonNull(name, "a name");
            Objects.requireNonNull(sha256, "a hash");
        }
    }
}
