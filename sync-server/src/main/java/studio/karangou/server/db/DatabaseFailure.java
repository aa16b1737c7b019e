package studio.karangou.server.db;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// Why the database does not do its work. All but [Unavailable] stop the server from starting; [Unavailable] and
/// [DiskFull] come while it runs, and it goes on by itself when their reason is gone.
public sealed interface DatabaseFailure extends HttpFailure {
    @Override
    default int status() {
        return 503;
    }

    /// No connection right now.
    record Unavailable() implements DatabaseFailure {
        @Override
        public String code() {
            return "database.unavailable";
        }
    }

    /// No room is left where the database is. Nothing of the transaction was kept.
    record DiskFull() implements DatabaseFailure {
        @Override
        public String code() {
            return "database.disk-full";
        }

        @Override
        public int status() {
            return 507;
        }
    }

    /// The H2 file cannot be read. It was not written to.
    record BrokenFile(String file) implements DatabaseFailure {
        @Override
        public String code() {
            return "database.broken-file";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The H2 file is not there, but the server's keys are: it was here before.
    record MissingFile(String file) implements DatabaseFailure {
        @Override
        public String code() {
            return "database.missing-file";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// Another process has the H2 file open.
    record InUse(String file) implements DatabaseFailure {
        @Override
        public String code() {
            return "database.in-use";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// The PostgreSQL server does not answer, or refuses the user.
    ///
    /// @param url without user and password
    record Unreachable(String url) implements DatabaseFailure {
        @Override
        public String code() {
            return "database.unreachable";
        }

        @Override
        public List<Object> arguments() {
            return List.of(url);
        }
    }

    /// The tables are of a newer version of Karangou, or were changed by hand.
    record UnknownSchema() implements DatabaseFailure {
        @Override
        public String code() {
            return "database.unknown-schema";
        }
    }
}
