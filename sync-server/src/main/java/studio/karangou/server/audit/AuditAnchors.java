package studio.karangou.server.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.server.jobs.RepeatedWork;
import studio.karangou.server.keys.SecretFile;

/// Notes once a day, outside the database, where the audit log ends: in a file beside it and in the server's own log,
/// which is to be sent elsewhere. Whoever cuts the end of the log off and gives it a new head is found by them.
public final class AuditAnchors implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditAnchors.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(30);
    private static final Duration A_DAY = Duration.ofHours(24);
    /// When, a space, the anchor.
    private static final Pattern LINE = Pattern.compile("(\\S{1,40}Z) ([1-9][0-9]{0,18}-[0-9a-f]{32})");

    private final AuditLog log;
    private final Path file;
    private final Clock clock;
    private final RepeatedWork work;

    /// @param file where the anchors stand, one a line; it need not be there
    public AuditAnchors(AuditLog log, Path file, Clock clock) {
        this.log = log;
        this.file = file;
        this.clock = clock;
        work = new RepeatedWork("audit-anchors", BETWEEN_LOOKS, this::look);
    }

    private record Noted(Instant at, String anchor) {}

    /// Begins to look whether a day has passed.
    public void start() {
        work.start();
    }

    private void look() {
        List<Noted> noted = read();
        if (noted.isEmpty() || !clock.instant().isBefore(noted.getLast().at().plus(A_DAY))) {
            note();
        }
    }

    /// Reads the log again and holds it against all that was noted; if it is whole, notes where it ends now.
    public AuditLog.Verification note() {
        AuditLog.Verification found = verify(null);
        if (found.brokenAt() != null) {
            LOG.error("the audit log is not what was written, from entry {} on", found.brokenAt());
        } else if (found.entries() > 0) {
            append(found.anchor());
            LOG.info("the audit log is whole and ends at {}", found.anchor());
        }
        return found;
    }

    /// Reads the log again and holds it against its chain and all that was noted.
    ///
    /// @param other an anchor that was kept elsewhere; null if there is none
    public AuditLog.Verification verify(@Nullable String other) {
        List<String> anchors = new ArrayList<>();
        read().forEach(noted -> anchors.add(noted.anchor()));
        if (other != null) {
            anchors.add(other);
        }
        return log.verify(anchors);
    }

    private void append(String anchor) {
        try {
            if (!Files.exists(file)) {
                SecretFile.make(file);
            }
            String line = clock.instant() + " " + anchor + "\n";
            Files.writeString(
                    file, line, StandardCharsets.US_ASCII, StandardOpenOption.APPEND, StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException("the anchors of the audit log", e);
        }
    }

    /// A line that a crash cut short is none.
    private List<Noted> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Noted> noted = new ArrayList<>();
            for (String line :
                    Files.readString(file, StandardCharsets.ISO_8859_1).split("\n", -1)) {
                Matcher parts = LINE.matcher(line);
                if (parts.matches()) {
                    noted.add(new Noted(Instant.parse(parts.group(1)), parts.group(2)));
                }
            }
            return noted;
        } catch (IOException e) {
            throw new UncheckedIOException("the anchors of the audit log", e);
        }
    }

    @Override
    public void close() {
        work.close();
    }
}
