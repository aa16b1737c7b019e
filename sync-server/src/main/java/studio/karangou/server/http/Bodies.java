package studio.karangou.server.http;

import com.fasterxml.jackson.databind.JsonMappingException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;

/// Reads the bodies of requests, never more than a limit, whether compressed or not.
public final class Bodies {
    /// Bytes of a JSON body.
    public static final int JSON_LIMIT = 256 * 1024;

    private static final int PART = 16 * 1024;
    private static final String JSON = "application/json";

    private Bodies() {}

    /// A record from a JSON body.
    ///
    /// @throws FailureException with a [RequestFailure]
    public static <T> T json(ServerRequest request, Class<T> type) {
        requireType(request, JSON);
        byte[] body = bytes(request, JSON_LIMIT);
        try {
            T value = Wire.json().readValue(body, type);
            if (value == null) {
                throw new RequestFailure.BadBody(".").asException();
            }
            Presence.check(value);
            return value;
        } catch (IOException e) {
            throw new FailureException(new RequestFailure.BadBody(path(e)), e);
        }
    }

    /// Whether a request came without a body, where one may be left out.
    public static boolean isEmpty(ServerRequest request) {
        return !request.content().hasEntity()
                || request.headers().contentLength().orElse(-1) == 0;
    }

    /// The whole body, decompressed.
    ///
    /// @param limit in bytes, checked before more is held in memory
    /// @throws FailureException with a [RequestFailure]
    public static byte[] bytes(ServerRequest request, int limit) {
        long announced = request.headers().contentLength().orElse(0);
        if (announced > 2L * limit) {
            throw new RequestFailure.BodyTooLarge(limit).asException();
        }
        Optional<Arriving> arriving = request.context().get(Arriving.class);
        try (InputStream in = stream(request)) {
            if (announced > limit) {
                throw tooLarge(in, limit);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
                if (body.size() + part.length > limit) {
                    throw tooLarge(in, limit);
                }
                int held = part.length;
                arriving.ifPresent(room -> room.hold(held));
                body.write(part);
            }
            return body.toByteArray();
        } catch (IOException | UncheckedIOException e) {
            throw new FailureException(new RequestFailure.BadBody("."), e);
        }
    }

    /// Who still writes when the connection closes may never read the answer (RFC 9112, section 9.6): as many
    /// bytes again as were allowed are read and forgotten.
    private static FailureException tooLarge(InputStream in, int limit) throws IOException {
        byte[] part = new byte[PART];
        long left = limit;
        for (int read = in.read(part); read >= 0 && left > 0; read = in.read(part)) {
            left -= read;
        }
        return new RequestFailure.BodyTooLarge(limit).asException();
    }

    /// The body as it arrives, decompressed; the reader counts what it takes.
    ///
    /// @throws IOException if it does not begin as its coding does
    public static InputStream stream(ServerRequest request) throws IOException {
        if (!request.content().hasEntity()) {
            return InputStream.nullInputStream();
        }
        InputStream raw = request.content().inputStream();
        InputStream body = request.context()
                .get(Arriving.class)
                .map(arriving -> arriving.paced(raw))
                .orElse(raw);
        Optional<Decoding> coding = Decoding.of(request);
        return coding.isPresent() ? coding.get().open(body) : body;
    }

    /// Checks the media type of a body.
    ///
    /// @throws FailureException with [RequestFailure.WrongMediaType]
    public static void requireType(ServerRequest request, String expected) {
        boolean same = request.headers()
                .contentType()
                .filter(type -> type.mediaType().text().equalsIgnoreCase(expected))
                .isPresent();
        if (!same) {
            throw new RequestFailure.WrongMediaType(expected).asException();
        }
    }

    /// The path of the wrong field, as in `film.year`; nothing of what stood there.
    private static String path(IOException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
            return ".";
        }
        return mapping.getPath().stream().map(Bodies::step).collect(Collectors.joining("."));
    }

    private static String step(JsonMappingException.Reference reference) {
        @Nullable String field = reference.getFieldName();
        return field == null ? Integer.toString(reference.getIndex()) : field;
    }
}
