package studio.karangou.server.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.helidon.http.HeaderNames;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Bodies of requests that come compressed. The web server is told that it knows these codings, but [Bodies] decodes:
/// what turns out not to be what it says, or is refused before anybody unpacks it, can then still be read to its end.
/// Answers are compressed by [Answers], which knows what is worth it.
enum Decoding implements ContentEncoding {
    GZIP("gzip") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new GZIPInputStream(compressed);
        }
    },
    ZSTD("zstd") {
        @Override
        InputStream open(InputStream compressed) throws IOException {
            return new ZstdInputStreamNoFinalizer(compressed);
        }
    };

    private final String id;

    Decoding(String id) {
        this.id = id;
    }

    /// The coding of a request's body, empty if it is not compressed.
    static Optional<Decoding> of(ServerRequest request) {
        return request.headers()
                .value(HeaderNames.CONTENT_ENCODING)
                .flatMap(named -> Arrays.stream(values())
                        .filter(coding -> coding.id.equalsIgnoreCase(named))
                        .findFirst());
    }

    /// What was compressed.
    ///
    /// @throws IOException if its beginning is not that of this coding
    abstract InputStream open(InputStream compressed) throws IOException;

    @Override
    public Set<String> ids() {
        return Set.of(id);
    }

    @Override
    public boolean supportsEncoding() {
        return false;
    }

    @Override
    public boolean supportsDecoding() {
        return true;
    }

    @Override
    public ContentDecoder decoder() {
        return ContentDecoder.NO_OP;
    }

    @Override
    public ContentEncoder encoder() {
        return ContentEncoder.NO_OP;
    }

    @Override
    public String type() {
        return id;
    }
}
