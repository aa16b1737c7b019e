package studio.karangou.server.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.Problem;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.storage.StorageFailure;

/// Turns what went wrong into a problem document (RFC 9457), and logs what was not planned for, once.
public final class ProblemWriter {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemWriter.class);
    private static final int SERVER_ERROR = 500;

    private final Languages languages = new Languages();

    /// Answers a request that failed.
    ///
    /// @return the failure that was answered
    Failure answer(ServerRequest request, ServerResponse response, String requestId, Throwable thrown) {
        Failure failure = failure(thrown);
        int status = status(failure);
        if (isToBeLookedAt(failure)) {
            LOG.atError().addKeyValue("code", failure.code()).setCause(thrown).log("request failed");
        } else {
            LOG.atDebug().addKeyValue("code", failure.code()).setCause(thrown).log("request refused");
        }
        addHints(response, failure);
        @Nullable
        String language = request.headers().value(HeaderNames.ACCEPT_LANGUAGE).orElse(null);
        Answers.bytes(
                request,
                response,
                Status.create(status),
                Problem.MEDIA_TYPE,
                Wire.toJson(document(failure, status, language, requestId)));
        return failure;
    }

    /// The document for a failure.
    ///
    /// @param accepted the header `Accept-Language`, null if there was none
    Problem document(Failure failure, int status, @Nullable String accepted, @Nullable String requestId) {
        Sentences sentences = languages.of(accepted);
        List<String> arguments =
                failure.arguments().stream().map(Object::toString).toList();
        return new Problem(
                "urn:karangou:problem:" + failure.code(),
                sentences.of(failure),
                status,
                failure.code(),
                arguments.isEmpty() ? null : arguments,
                requestId);
    }

    private static Failure failure(Throwable thrown) {
        return switch (thrown) {
            case FailureException planned -> planned.failure();
            case HttpException http -> ofStatus(http.status());
            case RequestException request -> ofStatus(request.status());
            default -> new RequestFailure.Internal();
        };
    }

    /// For what the web server itself refuses.
    static RequestFailure ofStatus(Status status) {
        return switch (status.code()) {
            case 404 -> new RequestFailure.NotFound();
            case 413 -> new RequestFailure.BodyTooLarge(0);
            case 503 -> new RequestFailure.Busy();
            default -> status.code() < SERVER_ERROR ? new RequestFailure.BadRequest() : new RequestFailure.Internal();
        };
    }

    /// Whether an operator should see more than the line in the access log. Not that there is much to do: a full server
    /// says so hundreds of times a second.
    static boolean isToBeLookedAt(Failure failure) {
        return status(failure) >= SERVER_ERROR && !(failure instanceof RequestFailure.Busy);
    }

    /// The HTTP status for a failure.
    static int status(Failure failure) {
        return switch (failure) {
            case HttpFailure http -> http.status();
            case ProtocolFailure protocol -> status(protocol);
            case StorageFailure storage -> status(storage);
            default -> 422;
        };
    }

    private static int status(ProtocolFailure failure) {
        return switch (failure) {
            case ProtocolFailure.OtherTooOld _, ProtocolFailure.OtherTooNew _ -> 426;
            case ProtocolFailure.TooLarge _ -> 413;
            case ProtocolFailure.Malformed _ -> 400;
            case ProtocolFailure.BadSignature _ -> 403;
            case ProtocolFailure.UnknownKind _ -> 422;
        };
    }

    private static int status(StorageFailure failure) {
        return switch (failure) {
            case StorageFailure.DiskFull _ -> 507;
            case StorageFailure.Broken _ -> 500;
            case StorageFailure.Missing _ -> 404;
            case StorageFailure.WrongContent _ -> 422;
            case StorageFailure.TooLarge _ -> 413;
        };
    }

    private static void addHints(ServerResponse response, Failure failure) {
        switch (failure) {
            case RequestFailure.MethodNotAllowed not -> response.header(HeaderNames.ALLOW, not.allowed());
            case RequestFailure.Unauthenticated _ -> response.header(HeaderNames.WWW_AUTHENTICATE, "Bearer");
            case RequestFailure.TooManyAttempts many ->
                response.header(HeaderNames.RETRY_AFTER, Long.toString(many.seconds()));
            case RequestFailure.Busy _ -> response.header(HeaderNames.RETRY_AFTER, "5");
            case RequestFailure.BodyTooLarge _, RequestFailure.TooSlow _ ->
                response.header(HeaderValues.CONNECTION_CLOSE); // what is still to come is not read
            case ProtocolFailure.OtherTooOld _, ProtocolFailure.OtherTooNew _ ->
                response.header(HeaderNames.UPGRADE, "Karangou/1");
            case HttpFailure http ->
                http.retryAfter()
                        .ifPresent(seconds -> response.header(HeaderNames.RETRY_AFTER, Long.toString(seconds)));
            default -> {}
        }
    }
}
