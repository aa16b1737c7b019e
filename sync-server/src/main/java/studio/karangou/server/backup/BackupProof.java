package studio.karangou.server.backup;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;

/// Opens what is in a backup as a restore would. That a file is as it was written says nothing of what was written.
public final class BackupProof {
    private static final String DATABASE = "proof";
    private static final String SUFFIX = ".mv.db";

    private BackupProof() {}

    /// What a database says of itself.
    ///
    /// @param schema its last migration
    /// @param signingKey in hexadecimal: whose it is
    record Found(String schema, String signingKey) {}

    /// Reads all of the database in a backup, and holds it against what the backup says of itself.
    ///
    /// @param working a folder for a copy that is needed for a while
    /// @throws FailureException with [BackupFailure.NotWhole]
    public static void check(BackupFile backup, Path working) {
        Contents contents = backup.contents();
        try {
            Found found = contents.database().equals("h2") ? h2(backup, working) : tables(backup);
            if (!found.schema().equals(contents.schema())) {
                throw new IOException("its tables are of version " + found.schema());
            }
            if (!found.signingKey().equals(contents.signingKey())) {
                throw new IOException("the database in it is another server’s");
            }
        } catch (IOException e) {
            throw new FailureException(new BackupFailure.NotWhole(backup.name()), e);
        }
    }

    private static Found h2(BackupFile backup, Path working) throws IOException {
        Path folder = Files.createTempDirectory(working, DATABASE); // only its owner enters it
        Path file = folder.resolve(DATABASE + SUFFIX);
        try {
            takeH2(backup, file);
            return CopyStore.read(folder.resolve(DATABASE));
        } finally {
            Files.deleteIfExists(folder.resolve(DATABASE + ".trace.db"));
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /// Takes H2's file out of a backup.
    static void takeH2(BackupFile backup, Path file) throws IOException {
        try (InputStream in = backup.part(Contents.H2);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(SUFFIX)) {
                    Files.copy(zip, file);
                    return;
                }
            }
        }
        throw new IOException("no database in it");
    }

    /// Each row is read; their number is what the database counted in the moment of the backup.
    private static Found tables(BackupFile backup) throws IOException {
        Map<String, Long> there = new HashMap<>();
        String[] found = {"", ""};
        for (Contents.Part part : backup.contents().parts()) {
            if (part.name().startsWith(Contents.TABLES)) {
                String table = part.name().substring(Contents.TABLES.length());
                there.put(table, rows(backup, part.name(), row -> {
                    if (table.equals("flyway_schema_history")
                            && row.path("success").asBoolean()) {
                        String version = row.path("version").asText();
                        found[0] = version.compareTo(found[0]) > 0 ? version : found[0];
                    } else if (table.equals("server_identity")) {
                        found[1] = row.path("signing_key").asText().replaceFirst("^\\\\x", "");
                    }
                }));
            }
        }
        if (backup.has(Contents.ROWS)) {
            try (InputStream in = backup.part(Contents.ROWS)) {
                JsonNode counted = Wire.json().readTree(in);
                for (Map.Entry<String, Long> table : there.entrySet()) {
                    if (counted.path(table.getKey()).asLong(-1) != table.getValue()) {
                        throw new IOException("rows are missing in " + table.getKey());
                    }
                }
            }
        }
        return new Found(found[0], found[1]);
    }

    private static long rows(BackupFile backup, String part, Consumer<JsonNode> taker) throws IOException {
        long count = 0;
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(backup.part(part), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                taker.accept(Wire.json().readTree(line));
                count++;
            }
        }
        return count;
    }
}
