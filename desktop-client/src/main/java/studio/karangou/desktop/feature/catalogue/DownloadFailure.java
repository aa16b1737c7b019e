package studio.karangou.desktop.feature.catalogue;

import java.util.List;
import studio.karangou.common.model.Failure;

/// Why a film does not come, in a way that waiting does not mend. What has come is kept.
public sealed interface DownloadFailure extends Failure {
    /// The disk is full.
    record DiskFull() implements DownloadFailure {
        @Override
        public String code() {
            return "download.disk-full";
        }
    }

    /// The film does not fit into the space that films may take.
    record NoRoom(long neededMegabytes, long leftMegabytes) implements DownloadFailure {
        @Override
        public String code() {
            return "download.no-room";
        }

        @Override
        public List<Object> arguments() {
            return List.of(neededMegabytes, leftMegabytes);
        }
    }

    /// The server is still preparing the film, or does not have it any more.
    record NotPrepared() implements DownloadFailure {
        @Override
        public String code() {
            return "download.not-prepared";
        }
    }

    /// Nobody may be asked for a licence yet.
    record NotEnrolled() implements DownloadFailure {
        @Override
        public String code() {
            return "download.not-enrolled";
        }
    }

    /// The server said no.
    ///
    /// @param reason the server's own sentence
    record Refused(String reason) implements DownloadFailure {
        @Override
        public String code() {
            return "download.refused";
        }

        @Override
        public List<Object> arguments() {
            return List.of(reason);
        }
    }

    /// The licence that the server gives is over.
    record LicenceExpired() implements DownloadFailure {
        @Override
        public String code() {
            return "download.licence-expired";
        }
    }

    /// What the server sends is not what its address says, again and again.
    record WrongContent() implements DownloadFailure {
        @Override
        public String code() {
            return "download.wrong-content";
        }
    }

    /// The film is on the screen; it may be removed afterwards.
    record BeingShown() implements DownloadFailure {
        @Override
        public String code() {
            return "download.being-shown";
        }
    }

    /// Another error; the log has its cause.
    record Unexpected() implements DownloadFailure {
        @Override
        public String code() {
            return "download.failed";
        }
    }
}
