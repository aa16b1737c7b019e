package studio.karangou.desktop.engine.keychain;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;

/// Linux: GNOME Keyring, KWallet or KeePassXC, over the session bus. A keyring that is locked is asked for once in the
/// life of the program, by the system's own dialog; nobody is asked to put something in.
final class SecretService implements SystemStore {
    private static final Logger LOG = LoggerFactory.getLogger(SecretService.class);
    private static final String BUS = "org.freedesktop.secrets";
    private static final String SERVICE = "/org/freedesktop/secrets";
    private static final String COLLECTION = "org.freedesktop.Secret.Collection";
    private static final String ITEM = "org.freedesktop.Secret.Item";
    private static final String NONE = "/";
    private static final Duration UNLOCKING = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

    private final Optional<String> address;
    private final AtomicBoolean asked = new AtomicBoolean();

    /// @param address of the session bus, empty where there is none
    SecretService(Optional<String> address) {
        this.address = address;
    }

    /// As the session says it.
    static Optional<String> sessionBus() {
        return Optional.ofNullable(System.getenv("DBUS_SESSION_BUS_ADDRESS")).filter(text -> !text.isBlank());
    }

    @Override
    public KeyPlace place() {
        return KeyPlace.SECRET_SERVICE;
    }

    @Override
    public byte[] keep(String entry, byte[] key) {
        return onBus(bus -> {
            SecretBus.Service service = bus.getRemoteObject(BUS, SERVICE, SecretBus.Service.class);
            DBusPath collection = service.ReadAlias("default");
            if (collection.getPath().equals(NONE) || isLocked(bus, collection, COLLECTION)) {
                throw new KeychainFailure.StoreLocked().asException();
            }
            DBusPath session = service.OpenSession("plain", new Variant<>("")).second;
            Map<String, Variant<?>> properties = Map.of(
                    ITEM + ".Label",
                    new Variant<>("Karangou"),
                    ITEM + ".Attributes",
                    new Variant<>(attributes(entry), "a{ss}"));
            SecretBus.Secret secret = new SecretBus.Secret(session, new byte[0], key, "application/octet-stream");
            DBusPath item = bus.getRemoteObject(BUS, collection.getPath(), SecretBus.Collection.class)
                    .CreateItem(properties, secret, true)
                    .first;
            if (item.getPath().equals(NONE)) {
                throw new KeychainFailure.StoreLocked().asException(); // it would have to ask somebody
            }
            return new byte[0];
        });
    }

    @Override
    public byte[] find(String entry, byte[] token) {
        return onBus(bus -> {
            SecretBus.Service service = bus.getRemoteObject(BUS, SERVICE, SecretBus.Service.class);
            SecretBus.Both<List<DBusPath>, List<DBusPath>> found = service.SearchItems(attributes(entry));
            DBusPath item;
            if (!found.first.isEmpty()) {
                item = found.first.getFirst();
            } else if (!found.second.isEmpty()) {
                item = found.second.getFirst();
                unlock(bus, service, item);
            } else {
                throw missing(bus, service).asException();
            }
            DBusPath session = service.OpenSession("plain", new Variant<>("")).second;
            return bus.getRemoteObject(BUS, item.getPath(), SecretBus.Item.class)
                    .GetSecret(session)
                    .value;
        });
    }

    /// Some stores show nothing of what is locked.
    private static KeychainFailure missing(DBusConnection bus, SecretBus.Service service) throws DBusException {
        DBusPath collection = service.ReadAlias("default");
        boolean open = !collection.getPath().equals(NONE) && !isLocked(bus, collection, COLLECTION);
        return open ? new KeychainFailure.StoreLost() : new KeychainFailure.StoreLocked();
    }

    private void unlock(DBusConnection bus, SecretBus.Service service, DBusPath item) throws DBusException {
        if (asked.getAndSet(true)) {
            throw new KeychainFailure.StoreLocked().asException();
        }
        DBusPath prompt = service.Unlock(List.of(item)).second;
        if (!prompt.getPath().equals(NONE)) {
            bus.getRemoteObject(BUS, prompt.getPath(), SecretBus.Prompt.class).Prompt("");
        }
        long end = System.nanoTime() + UNLOCKING.toNanos();
        while (isLocked(bus, item, ITEM)) {
            if (System.nanoTime() > end
                    || prompt.getPath().equals(NONE)
                    || Thread.currentThread().isInterrupted()) {
                throw new KeychainFailure.StoreLocked().asException();
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static boolean isLocked(DBusConnection bus, DBusPath object, String kind) throws DBusException {
        Object locked =
                bus.getRemoteObject(BUS, object.getPath(), Properties.class).Get(kind, "Locked");
        return Boolean.TRUE.equals(locked instanceof Variant<?> variant ? variant.getValue() : locked);
    }

    private static Map<String, String> attributes(String entry) {
        return Map.of("application", "karangou", "entry", entry);
    }

    /// Work on the bus.
    @FunctionalInterface
    private interface Work {
        byte[] with(DBusConnection bus) throws DBusException;
    }

    private byte[] onBus(Work work) {
        String bus = address.orElseThrow(() -> new KeychainFailure.StoreLocked().asException());
        try (DBusConnection connection =
                DBusConnectionBuilder.forAddress(bus).withShared(false).build()) {
            return work.with(connection);
        } catch (DBusException | DBusExecutionException | IOException e) {
            LOG.debug("the secret service does not answer", e);
            throw new FailureException(new KeychainFailure.StoreLocked(), e);
        }
    }
}
