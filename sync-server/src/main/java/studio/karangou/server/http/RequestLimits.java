package studio.karangou.server.http;

import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import studio.karangou.server.access.Permission;

/// How many requests are answered, by address before anything else is looked at, then by account or device.
/// What lets somebody in has stricter limits of its own besides, where attempts fail.
public final class RequestLimits {
    /// Segments of films: a player and a download ask for many, and each costs little.
    private static final int CONTENT_FACTOR = 10;
    /// A tenth of other requests: nobody signs in all the time.
    private static final int DOOR_DIVISOR = 10;

    private static final Set<Permission> CONTENT = EnumSet.of(Permission.READ_CATALOGUE, Permission.PLAY_BY_TOKEN);
    private static final Set<Permission> DOORS = EnumSet.of(Permission.ENROL_DEVICE, Permission.SIGN_IN);
    private static final Set<Permission> MONEY = EnumSet.of(Permission.SYNC);

    private final PeerAddress addresses;
    private final AttemptLimit contentByAddress;
    private final AttemptLimit doorsByAddress;
    private final AttemptLimit byAddress;
    private final AttemptLimit watchersByAddress;
    private final AttemptLimit byAccount;
    private final AttemptLimit byDevice;
    private final AttemptLimit money;

    public RequestLimits(RequestRates rates, PeerAddress addresses, InstantSource clock) {
        this.addresses = addresses;
        contentByAddress = AttemptLimit.perMinute(rates.address() * CONTENT_FACTOR, clock);
        doorsByAddress = AttemptLimit.perMinute(Math.max(1, rates.address() / DOOR_DIVISOR), clock);
        byAddress = AttemptLimit.perMinute(rates.address(), clock);
        watchersByAddress = AttemptLimit.perMinute(Math.max(1, rates.address() / DOOR_DIVISOR), clock);
        byAccount = AttemptLimit.perMinute(rates.account(), clock);
        byDevice = AttemptLimit.perMinute(rates.device(), clock);
        money = AttemptLimit.perMinute(rates.money(), clock);
    }

    /// Counts a request by where it comes from.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts], or
    ///     [RequestFailure.NotPermitted] past our proxies
    void address(ServerRequest request, Permission permission) {
        address(Arrival.of(request), permission);
    }

    /// The same for what becomes a line.
    void address(Arrival arrival, Permission permission) {
        if (addresses.isPastProxies(arrival)) {
            throw new RequestFailure.NotPermitted().asException();
        }
        String address = addresses.networkOf(arrival);
        if (CONTENT.contains(permission)) {
            contentByAddress.begin(address);
        } else if (DOORS.contains(permission)) {
            doorsByAddress.begin(address);
        } else {
            byAddress.begin(address);
        }
    }

    /// Counts a question of who watches the server: by itself, so that other requests take nothing from it.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts]
    void watcher(ServerRequest request) {
        watchersByAddress.begin(addresses.networkOf(request));
    }

    /// Counts a request by who makes it. The operator is not limited: that token opens everything anyway.
    ///
    /// @throws studio.karangou.common.model.FailureException with [RequestFailure.TooManyAttempts]
    void caller(Caller caller, Permission permission, Method method) {
        boolean pays = MONEY.contains(permission) && !method.equals(Method.GET);
        switch (caller) {
            case DeviceCaller device ->
                (pays ? money : byDevice).begin(device.device().toString());
            case PersonCaller person ->
                (pays ? money : byAccount).begin(person.person().toString());
            case OperatorCaller _ -> {}
        }
    }
}
