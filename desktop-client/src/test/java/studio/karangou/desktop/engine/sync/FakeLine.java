package studio.karangou.desktop.engine.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.desktop.engine.http.ServerLine;

/// A line whose time passes only while somebody waits for its end.
final class FakeLine implements ServerLine {
    /// What is done at each step, with the seconds that have passed.
    interface AtEachStep {
        void at(long seconds);
    }

    private final boolean up;
    private final Duration end;
    private final Duration deafFrom;
    private final AtEachStep step;
    private final List<Long> asked = new ArrayList<>();
    private Duration now = Duration.ZERO;
    private Duration heard = Duration.ZERO;
    private boolean closed;

    /// @param up whether the server speaks on it
    /// @param end when it is over
    /// @param deafFrom from when on nothing comes
    FakeLine(boolean up, Duration end, Duration deafFrom, AtEachStep step) {
        this.up = up;
        this.end = end;
        this.deafFrom = deafFrom;
        this.step = step;
    }

    /// When signs of life were asked for, in seconds.
    List<Long> asked() {
        return asked;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public boolean wasUp() {
        return up;
    }

    @Override
    public boolean awaitEnd(Duration most) {
        step.at(now.toSeconds());
        Duration until = now.plus(most);
        boolean over = end.compareTo(until) <= 0;
        now = over ? end : until;
        return over;
    }

    @Override
    public Duration silence() {
        return now.minus(heard);
    }

    @Override
    public void ask() {
        asked.add(now.toSeconds());
        if (now.compareTo(deafFrom) < 0) {
            hear();
        }
    }

    /// Something comes.
    void hear() {
        heard = now;
    }

    @Override
    public void close() {
        closed = true;
    }
}
