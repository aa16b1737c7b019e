package studio.karangou.server.feature.people;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.karangou.common.crypto.Bytes;

/// From where the owners of accounts have signed in lately: networks, and devices that showed who they are. In memory,
/// bounded: what is forgotten counts as a stranger's again.
final class KnownPlaces {
    private static final Duration LATELY = Duration.ofDays(30);
    private static final int REMEMBERED = 20_000;

    private final InstantSource clock;
    private final Map<String, Instant> places = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    KnownPlaces(InstantSource clock) {
        this.clock = clock;
    }

    /// The place that an attempt counts for: a device that is known before the network that it may share with a town.
    String place(Bytes account, Origin origin) {
        String network = network(account, origin);
        if (origin.device() == null) {
            return network;
        }
        String device = device(account, origin);
        return contains(device) ? device : network;
    }

    synchronized boolean contains(String place) {
        Instant last = places.get(place);
        return last != null && clock.instant().isBefore(last.plus(LATELY));
    }

    synchronized void add(Bytes account, Origin origin) {
        Instant now = clock.instant();
        places.put(network(account, origin), now);
        if (origin.device() != null) {
            places.put(device(account, origin), now);
        }
    }

    private static String network(Bytes account, Origin origin) {
        return account.hex() + " n " + origin.network();
    }

    private static String device(Bytes account, Origin origin) {
        return account.hex() + " d " + origin.device();
    }
}
