package studio.karangou.planted.server.db;

final class Prints {
    static void print() {
        System.out.println("planted");
    }
}
