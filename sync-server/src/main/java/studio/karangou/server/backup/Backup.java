package studio.karangou.server.backup;

import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.keys.KeyedHash;

/// Writes a whole server into one file while it runs: the database, and which objects there are. The secrets are not in
/// it: whoever finds the file must not have the films with it. The objects are not in it either: they never change, and
/// are copied as files.
public final class Backup {
    private final Database database;
    private final DatabaseSettings settings;
    private final VerifyingKey server;
    private final KeyedHash seals;
    private final Path objects;
    private final Path working;
    private final InstantSource clock;

    /// @param seals shows later that the file is the server’s and was not changed
    /// @param objects the folder of the object store
    /// @param working a folder for a copy that is needed for a while
    public Backup(
            Database database,
            DatabaseSettings settings,
            VerifyingKey server,
            KeyedHash seals,
            Path objects,
            Path working,
            InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.server = server;
        this.seals = seals;
        this.objects = objects;
        this.working = working;
        this.clock = clock;
    }

    /// Writes it.
    public void writeTo(OutputStream out) throws IOException {
        BackupStore store = new BackupStore(database);
        String schema = store.schema();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            Parts parts = new Parts(zip);
            String kind = switch (settings) {
                case DatabaseSettings.H2 _ -> {
                    h2(store, parts);
                    yield "h2";
                }
                case DatabaseSettings.PostgreSql _ -> {
                    Map<String, Long> counted = new TreeMap<>();
                    store.copyTables((table, rows) -> {
                        counted.put(table, rows.count());
                        parts.add(Contents.TABLES + table, rows::writeTo);
                    });
                    parts.add(Contents.ROWS, to -> to.write(Wire.toJson(counted)));
                    yield "postgresql";
                }
            };
            long count = objects(parts);
            byte[] contents = Wire.toJson(new Contents(
                    Contents.VERSION,
                    clock.instant(),
                    kind,
                    schema,
                    server.raw().hex(),
                    parts.written,
                    count));
            parts.last(Contents.NAME, contents);
            parts.last(Contents.SEAL, seals.of(contents).hex().getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void h2(BackupStore store, Parts parts) throws IOException {
        Path folder = Files.createTempDirectory(working, "backup-"); // only its owner enters it
        Path copy = folder.resolve("h2.zip");
        try {
            store.copyH2(copy);
            parts.add(Contents.H2, out -> Files.copy(copy, out));
        } finally {
            Files.deleteIfExists(copy);
            Files.deleteIfExists(folder);
        }
    }

    /// One a line: size, a space, its path in the folder.
    private long objects(Parts parts) throws IOException {
        long[] count = {0};
        parts.add(Contents.OBJECTS, out -> {
            Writer lines = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            for (ObjectListing.Listed one : ObjectListing.of(objects)) {
                lines.write(one.bytes() + " " + one.path() + "\n");
                count[0]++;
            }
            lines.flush();
        });
        return count[0];
    }

    /// What writes a part.
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /// The parts of the file, counted and hashed on their way.
    private static final class Parts {
        private final ZipOutputStream zip;
        private final List<Contents.Part> written = new ArrayList<>();

        Parts(ZipOutputStream zip) {
            this.zip = zip;
        }

        void add(String name, Content content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            Counting counting = new Counting(zip);
            DigestOutputStream digest = new DigestOutputStream(counting, sha256());
            content.writeTo(digest);
            zip.closeEntry();
            written.add(new Contents.Part(
                    name,
                    counting.bytes,
                    HexFormat.of().formatHex(digest.getMessageDigest().digest())));
        }

        /// What speaks of the parts, and is none.
        void last(String name, byte[] content) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static final class Counting extends FilterOutputStream {
        private long bytes;

        Counting(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            out.write(from, offset, length);
            bytes += length;
        }

        @Override
        public void close() {
            // the zip goes on
        }
    }
}
