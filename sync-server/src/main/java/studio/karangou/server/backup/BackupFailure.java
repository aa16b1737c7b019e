package studio.karangou.server.backup;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// Why a backup cannot be made or put back. Nothing was changed.
public sealed interface BackupFailure extends HttpFailure {
    @Override
    default int status() {
        return 409;
    }

    /// The file is no backup, or not whole: cut short, or changed.
    record NotWhole(String file) implements BackupFailure {
        @Override
        public String code() {
            return "backup.not-whole";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// Somebody without the server’s keys has changed the file, or made it.
    record Changed(String file) implements BackupFailure {
        @Override
        public String code() {
            return "backup.changed";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }

    /// Nothing shows whether the file was changed: the server’s keys are not there, or an earlier program made the
    /// file, without a seal. The operator may say that they know.
    record Unverifiable(String file, String secrets) implements BackupFailure {
        @Override
        public String code() {
            return "backup.unverifiable";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file, secrets);
        }
    }

    /// There is something already where the backup is to be put.
    record NotEmpty(String place) implements BackupFailure {
        @Override
        public String code() {
            return "backup.not-empty";
        }

        @Override
        public List<Object> arguments() {
            return List.of(place);
        }
    }

    /// The backup is of a later version of the tables than this program knows.
    record NewerSchema(String found) implements BackupFailure {
        @Override
        public String code() {
            return "backup.newer-schema";
        }

        @Override
        public List<Object> arguments() {
            return List.of(found);
        }
    }

    /// The backup is of the other kind of database.
    record OtherDatabase(String found) implements BackupFailure {
        @Override
        public String code() {
            return "backup.other-database";
        }

        @Override
        public List<Object> arguments() {
            return List.of(found);
        }
    }

    /// The backup is another server's than the keys that are there.
    record OtherServer(String secrets) implements BackupFailure {
        @Override
        public String code() {
            return "backup.other-server";
        }

        @Override
        public List<Object> arguments() {
            return List.of(secrets);
        }
    }

    /// The file cannot be written or read.
    record Unusable(String file) implements BackupFailure {
        @Override
        public String code() {
            return "backup.unusable";
        }

        @Override
        public List<Object> arguments() {
            return List.of(file);
        }
    }
}
