package studio.karangou.planted.server.app;

final class ReadsMilliseconds {
    static long read() {
        return System.currentTimeMillis();
    }
}
