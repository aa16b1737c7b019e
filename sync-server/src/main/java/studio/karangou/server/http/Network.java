package studio.karangou.server.http;

import java.net.InetAddress;
import java.util.List;

/// Addresses that begin alike, as in `10.1.0.0/16` or `2001:db8::/32`.
public final class Network {
    /// The addresses of this machine for itself.
    public static final List<Network> THIS_MACHINE = List.of(parse("127.0.0.0/8"), parse("::1/128"));

    private final byte[] address;
    private final int bits;

    private Network(byte[] address, int bits) {
        this.address = address;
        this.bits = bits;
    }

    /// @param text an address alone, or with the number of bits that count
    /// @throws IllegalArgumentException if it is neither
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash))
                .getAddress();
        int most = address.length * Byte.SIZE;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
            throw new IllegalArgumentException("bits of " + text);
        }
        return new Network(address, bits);
    }

    /// Whether an address is in one of these.
    ///
    /// @param literal an address without port and interface; what is none is nowhere
    static boolean isIn(List<Network> networks, String literal) {
        try {
            byte[] address = InetAddress.ofLiteral(literal).getAddress();
            return networks.stream().anyMatch(network -> network.contains(address));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private boolean contains(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
