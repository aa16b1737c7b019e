package studio.karangou.planted.server.db;

final class HoldsStaticState {
    static int count;
}
