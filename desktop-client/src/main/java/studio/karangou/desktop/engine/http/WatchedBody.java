package studio.karangou.desktop.engine.http;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// Passes a body on piece by piece, notes that something came, and gives up when it is more than allowed.
final class WatchedBody implements HttpResponse.BodySubscriber<byte[]> {
    private static final byte[] NOTHING = {};

    private final BodySink sink;
    private final long most;
    private final Progress progress;
    private final CompletableFuture<byte[]> done = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long received;

    WatchedBody(BodySink sink, long most, Progress progress) {
        this.sink = sink;
        this.most = most;
        this.progress = progress;
    }

    /// The sink threw.
    static final class SinkException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient IOException thrown;

        SinkException(IOException thrown) {
            super(thrown);
            this.thrown = thrown;
        }

        IOException thrown() {
            return thrown;
        }
    }

    /// The body is larger than allowed.
    static final class TooMuchException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return done;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        progress.made();
        try {
            for (ByteBuffer buffer : buffers) {
                received += buffer.remaining();
                if (received > most) {
                    giveUp(new TooMuchException());
                    return;
                }
                byte[] chunk = new byte[buffer.remaining()];
                buffer.get(chunk);
                sink.accept(chunk);
            }
        } catch (IOException e) {
            giveUp(new SinkException(e));
            return;
        }
        if (subscription != null) {
            subscription.request(1);
        }
    }

    private void giveUp(RuntimeException reason) {
        if (subscription != null) {
            subscription.cancel();
        }
        done.completeExceptionally(reason);
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(NOTHING);
    }
}
