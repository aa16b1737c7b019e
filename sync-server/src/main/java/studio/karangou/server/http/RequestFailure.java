package studio.karangou.server.http;

import java.util.List;

/// What can be wrong with a request whatever it asks for.
public sealed interface RequestFailure extends HttpFailure {
    /// There is no such address.
    record NotFound() implements RequestFailure {
        @Override
        public String code() {
            return "http.not-found";
        }

        @Override
        public int status() {
            return 404;
        }
    }

    /// The address is there, but not for this method.
    record MethodNotAllowed(String allowed) implements RequestFailure {
        @Override
        public String code() {
            return "http.method-not-allowed";
        }

        @Override
        public int status() {
            return 405;
        }

        @Override
        public List<Object> arguments() {
            return List.of(allowed);
        }
    }

    /// Not HTTP as it should be, or a part of the address cannot be read.
    record BadRequest() implements RequestFailure {
        @Override
        public String code() {
            return "http.bad-request";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// The body is not the JSON that this address takes.
    ///
    /// @param field the path of the field that is wrong, `.` for the whole
    record BadBody(String field) implements RequestFailure {
        @Override
        public String code() {
            return "http.bad-body";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public List<Object> arguments() {
            return List.of(field);
        }
    }

    /// The body is larger than this address takes, as it came or decompressed.
    ///
    /// @param limit in bytes
    record BodyTooLarge(long limit) implements RequestFailure {
        @Override
        public String code() {
            return "http.body-too-large";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public List<Object> arguments() {
            return List.of(limit);
        }
    }

    /// The body comes so slowly that it is not waited for.
    record TooSlow() implements RequestFailure {
        @Override
        public String code() {
            return "http.too-slow";
        }

        @Override
        public int status() {
            return 408;
        }
    }

    /// The body is of another media type.
    record WrongMediaType(String expected) implements RequestFailure {
        @Override
        public String code() {
            return "http.wrong-media-type";
        }

        @Override
        public int status() {
            return 415;
        }

        @Override
        public List<Object> arguments() {
            return List.of(expected);
        }
    }

    /// The body is compressed in a way that is not understood here.
    record UnknownEncoding() implements RequestFailure {
        @Override
        public String code() {
            return "http.unknown-encoding";
        }

        @Override
        public int status() {
            return 415;
        }
    }

    /// No token came along.
    record Unauthenticated() implements RequestFailure {
        @Override
        public String code() {
            return "http.unauthenticated";
        }

        @Override
        public int status() {
            return 401;
        }
    }

    /// The token is not the operator's.
    record OperatorOnly() implements RequestFailure {
        @Override
        public String code() {
            return "http.operator-only";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// The caller is known, and has no such right.
    record NotPermitted() implements RequestFailure {
        @Override
        public String code() {
            return "http.not-permitted";
        }

        @Override
        public int status() {
            return 403;
        }
    }

    /// A device that does not say which version of the protocol it speaks.
    record ProtocolMissing() implements RequestFailure {
        @Override
        public String code() {
            return "http.protocol-missing";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// Too many attempts from one place.
    ///
    /// @param seconds how long to wait
    record TooManyAttempts(long seconds) implements RequestFailure {
        @Override
        public String code() {
            return "http.too-many-attempts";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public List<Object> arguments() {
            return List.of(seconds);
        }
    }

    /// The server has too much to do, or is stopping.
    record Busy() implements RequestFailure {
        @Override
        public String code() {
            return "http.busy";
        }

        @Override
        public int status() {
            return 503;
        }
    }

    /// Here is a WebSocket, and the request does not open one (RFC 6455, section 4.2.1).
    record UpgradeMissing() implements RequestFailure {
        @Override
        public String code() {
            return "http.upgrade-missing";
        }

        @Override
        public int status() {
            return 400;
        }
    }

    /// Something that was not planned for; the log has the cause under the request's id.
    record Internal() implements RequestFailure {
        @Override
        public String code() {
            return "http.internal";
        }

        @Override
        public int status() {
            return 500;
        }
    }
}
