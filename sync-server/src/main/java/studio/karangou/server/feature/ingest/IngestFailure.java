package studio.karangou.server.feature.ingest;

import java.util.List;
import studio.karangou.server.http.HttpFailure;

/// Why a film, its subtitles or its poster could not be taken in.
public sealed interface IngestFailure extends HttpFailure {
    @Override
    default int status() {
        return 422;
    }

    /// Whether a person can mend the cause on the server's side, so that the same file is worth another try.
    default boolean mendable() {
        return false;
    }

    /// The file has no bytes.
    record EmptyFile() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.empty-file";
        }
    }

    /// Nothing in the file looks like a film, or in a format that we do not open.
    record NotAFilm() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.not-a-film";
        }
    }

    /// The film's table of contents is missing: the copy or the recording was not finished.
    record Unfinished() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.unfinished";
        }
    }

    /// The pictures end long before the film says.
    record Truncated(long readableSeconds, long declaredSeconds) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.truncated";
        }

        @Override
        public List<Object> arguments() {
            return List.of(readableSeconds, declaredSeconds);
        }
    }

    /// Too many pictures cannot be decoded.
    record Damaged() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.damaged";
        }
    }

    /// There is sound but no moving picture.
    record AudioOnly() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.audio-only";
        }
    }

    /// Less than a second.
    record TooShort() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.too-short";
        }
    }

    /// Longer than the server takes.
    record TooLong(long limitHours) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.too-long";
        }

        @Override
        public List<Object> arguments() {
            return List.of(limitHours);
        }
    }

    /// The picture has more pixels than the server takes.
    record TooManyPixels(int width, int height) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.too-many-pixels";
        }

        @Override
        public List<Object> arguments() {
            return List.of(width, height);
        }
    }

    /// The upload has more bytes than the server takes.
    record TooLarge(long limitBytes) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.too-large";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public List<Object> arguments() {
            return List.of(limitBytes);
        }
    }

    /// The upload ended before its declared length.
    record UploadCut(long received, long declared) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.upload-cut";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<Object> arguments() {
            return List.of(received, declared);
        }
    }

    /// Neither SubRip nor WebVTT.
    ///
    /// @param line where reading stopped, from 1
    record NotSubtitles(int line) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.not-subtitles";
        }

        @Override
        public List<Object> arguments() {
            return List.of(line);
        }
    }

    /// Neither a JPEG nor a PNG picture.
    record NotAPoster() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.not-a-poster";
        }
    }

    /// The tools that read and encode films cannot be started.
    record NoFfmpeg() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.no-ffmpeg";
        }

        @Override
        public int status() {
            return 500;
        }

        @Override
        public boolean mendable() {
            return true;
        }
    }

    /// The encoder gave up for a reason that only the log knows.
    record EncoderFailed() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.encoder-failed";
        }

        @Override
        public int status() {
            return 500;
        }

        @Override
        public boolean mendable() {
            return true;
        }
    }

    /// The encoder did not move for too long, or took longer than any film should.
    record TimedOut() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.timed-out";
        }

        @Override
        public int status() {
            return 500;
        }

        @Override
        public boolean mendable() {
            return true;
        }
    }

    /// No room for what the film would become.
    ///
    /// @param missingMegabytes how much has to be freed
    record NoRoom(long missingMegabytes) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.no-room";
        }

        @Override
        public int status() {
            return 507;
        }

        @Override
        public boolean mendable() {
            return true;
        }

        @Override
        public List<Object> arguments() {
            return List.of(missingMegabytes);
        }
    }

    /// A person stopped the preparation.
    record Cancelled() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.cancelled";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// The server stopped or crashed while the film was prepared, each time it tried.
    record GaveUp(int attempts) implements IngestFailure {
        @Override
        public String code() {
            return "ingest.gave-up";
        }

        @Override
        public boolean mendable() {
            return true;
        }

        @Override
        public List<Object> arguments() {
            return List.of(attempts);
        }
    }

    /// The uploaded file is not on this server any more.
    record SourceLost() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.source-lost";
        }
    }

    /// Nobody announced this film.
    record UnknownFilm() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.unknown-film";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// There is no such job.
    record UnknownJob() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.unknown-job";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The job is over, so it cannot be cancelled; or it is not one that can be tried again.
    record WrongState() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.wrong-state";
        }

        @Override
        public int status() {
            return 409;
        }
    }

    /// Something that was not planned for; the log has the cause.
    record Unexpected() implements IngestFailure {
        @Override
        public String code() {
            return "ingest.unexpected";
        }

        @Override
        public int status() {
            return 500;
        }

        @Override
        public boolean mendable() {
            return true;
        }
    }
}
