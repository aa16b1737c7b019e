package studio.karangou.packaging.simulation;

/// A process ends in the middle of what it does. An error, as nothing that the engines catch may stop it.
final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    private final boolean ofServer;

    private Crash(boolean ofServer) {
        super("crash", null, false, false);
        this.ofServer = ofServer;
    }

    static Crash ofDevice() {
        return new Crash(false);
    }

    static Crash ofServer() {
        return new Crash(true);
    }

    boolean isOfServer() {
        return ofServer;
    }
}
