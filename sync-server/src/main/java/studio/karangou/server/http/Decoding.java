package studio.karangou.server.http;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.helidon.http.encoding.ContentDecoder;
import io.helidon.http.encoding.ContentEncoder;
import io.helidon.http.encoding.ContentEncoding;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// Bodies of requests that come compressed. Answers are compressed by [Answers], which knows what is worth it.
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

    private static final ScopedValue<Boolean> AS_IT_COMES = ScopedValue.newInstance();

    private final String id;

    Decoding(String id) {
        this.id = id;
    }

    /// The body of a request that nobody has begun to read, as it comes: to throw something away, nobody
    /// unpacks it.
    static InputStream undecoded(ServerRequest request) {
        return ScopedValue.where(AS_IT_COMES, true).call(() -> request.content().inputStream());
    }

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
        return compressed -> {
            if (AS_IT_COMES.isBound()) {
                return compressed;
            }
            try {
                return open(compressed);
            } catch (IOException e) {
                throw new UncheckedIOException("not what its Content-Encoding says", e);
            }
        };
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
