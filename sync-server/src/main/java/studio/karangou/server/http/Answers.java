package studio.karangou.server.http;

import com.github.luben.zstd.Zstd;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import studio.karangou.common.protocol.Wire;

/// Sends answers that are held in memory, compressed as the other side likes it.
public final class Answers {
    private static final int WORTH_COMPRESSING = 512;
    private static final int ZSTD_LEVEL = 6;

    private Answers() {}

    /// A record as JSON.
    public static void json(ServerRequest request, ServerResponse response, Status status, Object value) {
        bytes(request, response, status, "application/json", Wire.toJson(value));
    }

    /// Bytes of a media type; compressed with zstd or gzip when the request accepts it and it is worth it.
    public static void bytes(
            ServerRequest request, ServerResponse response, Status status, String mediaType, byte[] body) {
        response.status(status);
        response.header(HeaderNames.CONTENT_TYPE, mediaType);
        response.header(HeaderNames.VARY, "Accept-Encoding, Accept-Language");
        String accepted =
                request.headers().value(HeaderNames.ACCEPT_ENCODING).orElse("").toLowerCase(Locale.ROOT);
        if (body.length < WORTH_COMPRESSING) {
            response.send(body);
        } else if (accepts(accepted, "zstd")) {
            response.header(HeaderNames.CONTENT_ENCODING, "zstd");
            response.send(Zstd.compress(body, ZSTD_LEVEL));
        } else if (accepts(accepted, "gzip")) {
            response.header(HeaderNames.CONTENT_ENCODING, "gzip");
            response.send(gzip(body));
        } else {
            response.send(body);
        }
    }

    /// RFC 9110, section 12.5.3, without its preferences: named and not refused by `q=0`.
    private static boolean accepts(String header, String coding) {
        for (String element : header.split(",", -1)) {
            String[] parts = element.strip().split("\\s*;\\s*", -1);
            if (parts[0].equals(coding)) {
                return parts.length == 1 || !parts[1].matches("q=0(\\.0{0,3})?");
            }
        }
        return false;
    }

    private static byte[] gzip(byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }
}
