package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.jmdns.JmDNS;
import javax.jmdns.ServiceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Multicast DNS (RFC 6762) and DNS-SD (RFC 6763), by JmDNS, on every address of this machine that others can
/// reach.
public final class MdnsLan implements Lan {
    private static final Logger LOG = LoggerFactory.getLogger(MdnsLan.class);
    private static final String GROUP = "group";
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int MOST = 16;

    private final Supplier<List<InetAddress>> addresses;
    private final Map<InetAddress, JmDNS> open = new LinkedHashMap<>();
    private boolean over;

    public MdnsLan() {
        this(MdnsLan::reachable);
    }

    /// @param addresses of this machine to speak from
    MdnsLan(Supplier<List<InetAddress>> addresses) {
        this.addresses = addresses;
    }

    @Override
    public synchronized void announce(int port, String group) {
        for (JmDNS each : opened()) {
            try {
                each.unregisterAllServices();
                each.registerService(ServiceInfo.create(SERVICE, "karangou-" + port, port, 0, 0, Map.of(GROUP, group)));
            } catch (IOException e) {
                LOG.warn("this relay cannot be announced; its address can still be typed in", e);
            }
        }
    }

    @Override
    public synchronized void silent() {
        open.values().forEach(JmDNS::unregisterAllServices);
    }

    @Override
    public synchronized List<Announced> heard() {
        List<Announced> heard = new ArrayList<>();
        for (JmDNS each : opened()) {
            for (ServiceInfo info : each.list(SERVICE, PATIENCE_MILLIS)) {
                String group = info.getPropertyString(GROUP);
                for (Inet4Address address : info.getInet4Addresses()) {
                    if (group != null && heard.size() < MOST) {
                        heard.add(new Announced(
                                URI.create("http://" + address.getHostAddress() + ":" + info.getPort()), group));
                    }
                }
            }
        }
        return heard;
    }

    /// Addresses come and go with cables and networks.
    private List<JmDNS> opened() {
        List<InetAddress> now = over ? List.of() : addresses.get();
        open.entrySet().removeIf(entry -> !now.contains(entry.getKey()) && closed(entry.getValue()));
        for (InetAddress address : now) {
            if (!open.containsKey(address)) {
                try {
                    // by this name no other server is asked for one, which without a network takes long
                    open.put(address, JmDNS.create(address, address.getHostAddress()));
                } catch (IOException e) {
                    LOG.info("nobody can be found from {}", address, e);
                }
            }
        }
        return List.copyOf(open.values());
    }

    private static boolean closed(JmDNS gone) {
        try {
            gone.close();
        } catch (IOException e) {
            LOG.debug("an address that went away", e);
        }
        return true;
    }

    /// IPv4 addresses of interfaces that are up and can multicast, loopback excepted.
    static List<InetAddress> reachable() {
        try (Stream<NetworkInterface> all = NetworkInterface.networkInterfaces()) {
            return all.filter(MdnsLan::serves)
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .toList();
        } catch (SocketException e) {
            LOG.warn("this machine does not tell its addresses", e);
            return List.of();
        }
    }

    private static boolean serves(NetworkInterface one) {
        try {
            return one.isUp() && one.supportsMulticast() && !one.isLoopback() && !one.isPointToPoint();
        } catch (SocketException e) {
            LOG.debug("an interface that went away", e);
            return false;
        }
    }

    @Override
    public synchronized void close() {
        over = true;
        open.values().forEach(MdnsLan::closed);
        open.clear();
    }
}
