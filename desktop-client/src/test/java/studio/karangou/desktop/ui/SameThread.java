package studio.karangou.desktop.ui;

/// Work on the thread that asks for it.
public final class SameThread {
    private SameThread() {}

    public static Tasks tasks() {
        return new Tasks(Runnable::run, Runnable::run);
    }
}
