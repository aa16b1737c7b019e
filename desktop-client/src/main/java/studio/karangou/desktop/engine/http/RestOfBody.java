package studio.karangou.desktop.engine.http;

import java.io.IOException;
import java.util.Arrays;

/// Passes on what comes after the first bytes, which the sink has already.
final class RestOfBody implements BodySink {
    private final BodySink sink;
    private long skip;

    RestOfBody(BodySink sink, long skip) {
        this.sink = sink;
        this.skip = skip;
    }

    @Override
    public void accept(byte[] chunk) throws IOException {
        int known = (int) Math.min(skip, chunk.length);
        skip -= known;
        if (known < chunk.length) {
            sink.accept(known == 0 ? chunk : Arrays.copyOfRange(chunk, known, chunk.length));
        }
    }
}
