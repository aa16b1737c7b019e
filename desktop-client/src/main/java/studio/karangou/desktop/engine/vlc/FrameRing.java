package studio.karangou.desktop.engine.vlc;

import java.util.concurrent.locks.ReentrantLock;

/// Which of four frames is whose: one is written by libVLC, one waits to be shown, one is shown, and the one
/// shown before may still be read by JavaFX's render thread. So nobody waits and nobody sees half a frame;
/// a frame that was not fetched in time gives way to the next.
final class FrameRing {
    /// How many frames there must be.
    static final int SIZE = 4;

    private static final int NONE = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private int writing = NONE;
    private int waiting = NONE;
    private int shown = NONE;
    private int shownBefore = NONE;

    /// A frame to write into, until the next call.
    int toWrite() {
        lock.lock();
        try {
            int free = 0;
            while (free == waiting || free == shown || free == shownBefore) {
                free++;
            }
            writing = free;
            return free;
        } finally {
            lock.unlock();
        }
    }

    /// The frame written last is complete.
    ///
    /// @return whether somebody must be asked to show it; false if the one before still waits, too
    boolean written() {
        lock.lock();
        try {
            boolean nobodyWaits = waiting == NONE;
            if (writing == NONE) {
                return false;
            }
            waiting = writing;
            writing = NONE;
            return nobodyWaits;
        } finally {
            lock.unlock();
        }
    }

    /// The frame being written, negative if there is none. Only for whoever writes.
    int writing() {
        lock.lock();
        try {
            return writing;
        } finally {
            lock.unlock();
        }
    }

    /// The newest complete frame, shown or not, negative if there is none. It stays as it is until the frame being
    /// written is [#written].
    int newest() {
        lock.lock();
        try {
            return waiting == NONE ? shown : waiting;
        } finally {
            lock.unlock();
        }
    }

    /// The newest complete frame, which is shown from now on; negative if there is none.
    int toShow() {
        lock.lock();
        try {
            int next = waiting;
            if (next != NONE) {
                waiting = NONE;
                shownBefore = shown;
                shown = next;
            }
            return next;
        } finally {
            lock.unlock();
        }
    }
}
