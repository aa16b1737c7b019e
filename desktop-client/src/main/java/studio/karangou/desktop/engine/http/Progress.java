package studio.karangou.desktop.engine.http;

/// When something last came. Only differences of [System#nanoTime] are used.
final class Progress {
    private volatile boolean made;
    private volatile long last;

    void made() {
        last = System.nanoTime();
        made = true;
    }

    boolean isMade() {
        return made;
    }

    long last() {
        return last;
    }
}
