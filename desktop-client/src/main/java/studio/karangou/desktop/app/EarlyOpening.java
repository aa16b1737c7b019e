package studio.karangou.desktop.app;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the engines while JavaFX starts, which takes as long. Who asks first gets those; who asks again, because they
/// could not be opened, has them opened again.
final class EarlyOpening implements Supplier<Ports> {
    private static final Logger LOG = LoggerFactory.getLogger(EarlyOpening.class);

    private final Supplier<Ports> opening;
    private final AtomicReference<@Nullable FutureTask<Ports>> early;

    /// Begins at once.
    ///
    /// @param opening blocks, and throws what the person is to be told
    EarlyOpening(Supplier<Ports> opening, Executor background) {
        this.opening = opening;
        FutureTask<Ports> begun = new FutureTask<>(opening::get);
        early = new AtomicReference<>(begun);
        background.execute(begun);
    }

    @Override
    public Ports get() {
        FutureTask<Ports> begun = early.getAndSet(null);
        return begun == null ? opening.get() : await(begun);
    }

    /// Nobody will ask, as there is no window to show anything in.
    void abandon() {
        FutureTask<Ports> begun = early.getAndSet(null);
        if (begun != null) {
            try {
                await(begun).close().run();
            } catch (RuntimeException e) {
                LOG.warn("the engines could not be opened, and neither could the window", e);
            }
        }
    }

    private static Ports await(FutureTask<Ports> begun) {
        try {
            return begun.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException("the engines could not be opened", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the engines were opened", e);
        }
    }
}
