package studio.karangou.desktop.engine.neighbour;

import java.net.URI;
import java.util.List;

/// Who says on the local network that they relay.
public interface Lan extends AutoCloseable {
    /// What is looked for and announced.
    String SERVICE = "_karangou._tcp.local.";

    /// A neighbour that announced itself; nobody has vouched for it.
    ///
    /// @param address as in `http://192.168.1.12:7420`
    /// @param group whose devices it relays for
    record Announced(URI address, String group) {}

    /// Says that this machine relays, until [#silent()] or the end.
    void announce(int port, String group);

    /// Says it no more.
    void silent();

    /// Who announced themselves lately. The first call begins to listen.
    List<Announced> heard();

    @Override
    void close();

    /// For who does not look around, as where nothing may be sent to the network.
    Lan NONE = new Lan() {
        @Override
        public void announce(int port, String group) {}

        @Override
        public void silent() {}

        @Override
        public List<Announced> heard() {
            return List.of();
        }

        @Override
        public void close() {}
    };
}
