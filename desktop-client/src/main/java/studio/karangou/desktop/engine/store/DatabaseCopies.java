package studio.karangou.desktop.engine.store;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DiskFullException;

/// Copies of the local database, made while it is used. Two are kept; a new one takes the place of the older only
/// after it was opened with its key and every row in it was read. Its name says when it was made, and begins the
/// SHA-256 of its bytes: of a file that was damaged since, H2 may well find an earlier commit, and say nothing.
/// They are as encrypted as the database itself.
public final class DatabaseCopies {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCopies.class);
    private static final Duration EVERY = Duration.ofDays(1);
    /// Left on the disk whatever happens: a copy is never the reason why a contribution cannot be recorded.
    private static final long LEFT_FREE = 128L * 1024 * 1024;
    private static final int KEPT = 2;
    /// By how much the clock is wrong, how late it is at least, and when a server said so.
    private static final Pattern TIME = Pattern.compile("([-+.:0-9A-Z]+ [-+.:0-9A-Z]+) \\S+");
    private static final int CHUNK = 64 * 1024;

    private final Disk disk;
    private final Path database;
    private final String password;
    private final String filePassword;

    /// @param database without H2's file ending
    /// @param key of the file
    public DatabaseCopies(Disk disk, Path database, byte[] key) {
        this.disk = disk;
        this.database = database;
        password = LocalDatabase.password(key);
        filePassword = LocalDatabase.filePassword(key);
    }

    /// Makes a copy if the newest is a day old, or the clock was set.
    ///
    /// @param from the database, which goes on being used
    /// @return whether a copy was made
    /// @throws FailureException with [StoreFailure.DiskFull] if there is no room for it, or
    ///     [StoreFailure.NotWritten];
    ///     then the copies that there were are still there
    public synchronized boolean copyIfDue(LocalDatabase from, Instant now) {
        try {
            if (!isDue(now)) {
                return false;
            }
            copy(from, now);
            return true;
        } catch (IOException | SQLException e) {
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.NotWritten(), e);
        }
    }

    /// This device is another one from now on: what the one before it had been told must not come back.
    public synchronized void forget() {
        try {
            for (Copy copy : newestFirst()) {
                Files.deleteIfExists(copy.file());
            }
        } catch (IOException e) {
            LOG.error("copies of the database of the device before cannot be deleted", e);
        }
    }

    private boolean isDue(Instant now) throws IOException {
        List<Copy> copies = newestFirst();
        return copies.isEmpty()
                || Duration.between(copies.getFirst().made(), now).abs().compareTo(EVERY) >= 0;
    }

    private void copy(LocalDatabase from, Instant now) throws IOException, SQLException {
        Files.createDirectories(folder());
        long size = Files.size(LocalDatabase.file(database));
        if (disk.room(folder()) < 2 * size + LEFT_FREE) {
            throw new DiskFullException(new IOException("no room for a copy of the database"));
        }
        Path zip = folder().resolve("copy.zip");
        Path fresh = folder().resolve("copy");
        try {
            from.backUpTo(zip);
            unpack(zip, LocalDatabase.file(fresh));
            UncleanFile.mend(LocalDatabase.file(fresh), filePassword);
            String schema = prove(fresh);
            if (!schema.equals(LocalDatabase.SCHEMA)) {
                throw new SQLException("a copy of schema " + schema);
            }
            Path file = LocalDatabase.file(fresh);
            Copy made = new Copy(now.truncatedTo(ChronoUnit.SECONDS), digest(file), folder());
            Files.move(file, made.file(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            AtomicFile.forceFolder(folder());
            forgetOthers(made);
            LOG.info("the local database was copied");
        } finally {
            Files.deleteIfExists(zip);
            Files.deleteIfExists(LocalDatabase.file(fresh));
        }
    }

    private void unpack(Path zip, Path to) throws IOException {
        try (ZipFile packed = new ZipFile(zip.toFile())) {
            ZipEntry only = packed.stream()
                    .filter(entry -> entry.getName().endsWith(LocalDatabase.FILE_ENDING))
                    .findFirst()
                    .orElseThrow(() -> new FileNotFoundException("the database in its own backup"));
            try (InputStream in = packed.getInputStream(only)) {
                write(in, to);
            }
        }
    }

    private void write(InputStream in, Path to) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(to.toFile(), "rw")) {
            out.setLength(0);
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                disk.write(out, chunk, read);
            }
            disk.force(out);
        }
    }

    /// Opens a database for reading only, and reads every row.
    ///
    /// @return of which schema it is
    private String prove(Path copy) throws SQLException {
        String url = LocalDatabase.url(copy) + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(url, LocalDatabase.USER, password);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet found = statement.executeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                    + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE'")) {
                while (found.next()) {
                    tables.add(found.getString(1));
                }
            }
            for (String table : tables) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM \"" + table + "\"")) {
                    readAll(rows);
                }
            }
            return schema(statement);
        }
    }

    /// The last migration of a database in which none has failed.
    private static String schema(Statement statement) throws SQLException {
        String last = "";
        try (ResultSet history = statement.executeQuery(
                "SELECT \"version\", \"success\" FROM \"flyway_schema_history\" ORDER BY \"installed_rank\"")) {
            while (history.next()) {
                if (!history.getBoolean(2)) {
                    throw new SQLException("a copy in which a migration failed");
                }
                last = String.valueOf(history.getString(1));
            }
        }
        return last;
    }

    private static void readAll(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                rows.getObject(column);
            }
        }
    }

    /// A copy that is ready to take the database's place: whole, on the disk, and without what must not come back.
    ///
    /// @param made when
    /// @param file beside the database
    /// @param copy that it was made of
    record Ready(Instant made, Path file, Path copy) {
        /// Where the database is not any more.
        void moveTo(Path place) throws IOException {
            Files.move(file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            AtomicFile.forceFolder(place.toAbsolutePath().resolveSibling(""));
        }

        /// It could not be used after all: the copy before it is the newest from now on.
        void giveUp() throws IOException {
            AtomicFile.setAside(copy, "broken");
        }
    }

    /// Makes the newest copy ready that can be read. One that is broken is set aside; one that the disk
    /// does not give stays where it is, as the next start may have more luck with it, and keeps nobody
    /// from beginning.
    ///
    /// @return empty if there is none
    /// @throws DiskFullException if there is no room for it; then nothing has changed
    Optional<Ready> prepareNewest() throws IOException {
        for (Copy copy : newestFirst()) {
            try {
                return Optional.of(prepare(copy));
            } catch (IOException | SQLException e) {
                Files.deleteIfExists(LocalDatabase.file(restored()));
                if (DiskFullException.isOne(e)) {
                    throw new DiskFullException(new IOException("no room for the copy of the database", e));
                }
                LOG.error("a copy of the database cannot be read either", e);
                if (e instanceof SQLException) {
                    AtomicFile.setAside(copy.file(), "broken");
                }
            }
        }
        return Optional.empty();
    }

    private Ready prepare(Copy copy) throws IOException, SQLException {
        if (!digest(copy.file()).equals(copy.digest())) {
            throw new SQLException("a copy that is not what it was");
        }
        Path fresh = LocalDatabase.file(restored());
        try (InputStream in = disk.read(copy.file())) {
            write(in, fresh);
        }
        String url = LocalDatabase.url(restored()) + ";IFEXISTS=TRUE;WRITE_DELAY=0;DB_CLOSE_DELAY=0";
        try (Connection connection = DriverManager.getConnection(url, LocalDatabase.USER, password);
                Statement statement = connection.createStatement()) {
            forgetWhatIsOver(statement);
        }
        prove(restored());
        try (RandomAccessFile changed = new RandomAccessFile(fresh.toFile(), "rw")) {
            disk.force(changed);
        }
        return new Ready(copy.made(), fresh, copy.file());
    }

    /// What must not come back with a copy: who may come in without the network, and that the time is sure, as somebody
    /// may have set the clock since.
    public static void forgetWhatIsOver(Statement copy) throws SQLException {
        OfflinePersonStore.forgetAll(copy);
        String kept = "";
        try (ResultSet time = copy.executeQuery("SELECT text FROM setting WHERE name = '" + SettingsStore.TIME + "'")) {
            if (time.next()) {
                kept = time.getString(1);
            }
        }
        Matcher parts = TIME.matcher(kept);
        if (parts.matches()) {
            copy.executeUpdate(
                    "UPDATE setting SET text = '" + parts.group(1) + "' WHERE name = '" + SettingsStore.TIME + "'");
        }
    }

    /// Without H2's ending.
    private Path restored() {
        return database.resolveSibling(database.getFileName() + ".restored");
    }

    /// A copy by its name.
    ///
    /// @param made to the second
    /// @param digest the first 16 hexadecimal digits of its SHA-256
    private record Copy(Instant made, String digest, Path folder) {
        private static final Pattern NAME =
                Pattern.compile("copy-(\\d{1,12})-([0-9a-f]{16})" + Pattern.quote(LocalDatabase.FILE_ENDING));

        static Optional<Copy> of(Path file) {
            Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
            return name.matches()
                    ? Optional.of(new Copy(
                            Instant.ofEpochSecond(Long.parseLong(name.group(1))),
                            name.group(2),
                            file.resolveSibling("")))
                    : Optional.empty();
        }

        /// Without H2's ending.
        Path path() {
            return folder.resolve("copy-" + made.getEpochSecond() + "-" + digest);
        }

        Path file() {
            return LocalDatabase.file(path());
        }
    }

    private String digest(Path file) throws IOException {
        try (InputStream in = disk.read(file)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] chunk = new byte[CHUNK];
            for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
                sha.update(chunk, 0, read);
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /// Beside the new one the newest before it stays. One from later days, of before the clock was set back, goes
    /// first.
    private void forgetOthers(Copy made) throws IOException {
        List<Copy> others = newestFirst().stream()
                .filter(copy -> !copy.equals(made))
                .sorted(Comparator.comparing(copy -> copy.made().isAfter(made.made())))
                .toList();
        for (Copy copy : others.subList(Math.min(KEPT - 1, others.size()), others.size())) {
            Files.deleteIfExists(copy.file());
        }
    }

    private List<Copy> newestFirst() throws IOException {
        return disk.list(folder()).stream()
                .flatMap(file -> Copy.of(file).stream())
                .sorted(Comparator.comparing(Copy::made).reversed())
                .toList();
    }

    private Path folder() {
        return database.resolveSibling("copies");
    }
}
