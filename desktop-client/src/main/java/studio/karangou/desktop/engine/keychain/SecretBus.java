package studio.karangou.desktop.engine.keychain;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// The interfaces of the Secret Service (freedesktop.org, Secret Service API 0.2) as far as they are used here. The
/// names of methods and their order are the standard's.
@SuppressWarnings("MemberName")
final class SecretBus {
    private SecretBus() {}

    /// `org.freedesktop.Secret.Service`.
    @DBusInterfaceName("org.freedesktop.Secret.Service")
    public interface Service extends DBusInterface {
        Both<Variant<?>, DBusPath> OpenSession(String algorithm, Variant<?> input);

        Both<List<DBusPath>, List<DBusPath>> SearchItems(Map<String, String> attributes);

        Both<List<DBusPath>, DBusPath> Unlock(List<DBusPath> objects);

        DBusPath ReadAlias(String name);
    }

    /// `org.freedesktop.Secret.Collection`.
    @DBusInterfaceName("org.freedesktop.Secret.Collection")
    public interface Collection extends DBusInterface {
        Both<DBusPath, DBusPath> CreateItem(Map<String, Variant<?>> properties, Secret secret, boolean replace);
    }

    /// `org.freedesktop.Secret.Item`.
    @DBusInterfaceName("org.freedesktop.Secret.Item")
    public interface Item extends DBusInterface {
        Secret GetSecret(DBusPath session);
    }

    /// `org.freedesktop.Secret.Prompt`.
    @DBusInterfaceName("org.freedesktop.Secret.Prompt")
    public interface Prompt extends DBusInterface {
        void Prompt(String window);
    }

    /// Two answers of one method.
    public static final class Both<A, B> extends Tuple {
        @Position(0)
        public final A first;

        @Position(1)
        public final B second;

        public Both(A first, B second) {
            this.first = first;
            this.second = second;
        }
    }

    /// A secret on the bus: `(oayays)`.
    public static final class Secret extends Struct {
        @Position(0)
        public final DBusPath session;

        @Position(1)
        public final byte[] parameters;

        @Position(2)
        public final byte[] value;

        @Position(3)
        public final String contentType;

        public Secret(DBusPath session, byte[] parameters, byte[] value, String contentType) {
            this.session = session;
            this.parameters = parameters;
            this.value = value;
            this.contentType = contentType;
        }
    }
}
