package studio.karangou.packaging.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The windows that show one demo, each a process of its own: the one that runs the server stays until the last has
/// gone. A process that ends without a word is not waited for: its lock goes with it.
public final class DemoWindows implements AutoCloseable {
    private final FileChannel channel;
    private @Nullable FileLock lock;

    private DemoWindows(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /// Waits while a server of this demo is about to end.
    public static DemoWindows open(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            return new DemoWindows(channel, channel.lock(0, Long.MAX_VALUE, true));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Waits until no other window is open; none opens from then on until [#close].
    ///
    /// @param waiting run once if there is another
    public void awaitOthers(Runnable waiting) throws IOException {
        if (lock != null) {
            lock.release();
        }
        lock = channel.tryLock();
        if (lock == null) {
            waiting.run();
            lock = channel.lock();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
