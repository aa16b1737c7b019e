package studio.karangou.desktop.engine.enrolment;

import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.DeviceApi.EnrolmentAnswer;
import studio.karangou.common.protocol.DeviceApi.EnrolmentRequest;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.keychain.Keychain;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.enrolment.Enrolment;

/// Enrols this device with its own keys. The keys stay the same, so a server that took the device but whose answer was
/// lost recognises it when it comes again with the same code.
public final class DeviceEnrolment implements Enrolment {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final IdentityFile file;
    private final Keychain keychain;
    private final ServerConnection server;
    private final IntSupplier pending;
    private final BooleanSupplier shutOut;
    private final Consumer<EnrolledDevice> begin;
    private volatile @Nullable EnrolledDevice current;

    /// @param pending how many operations the present server lacks
    /// @param shutOut whether it will never take them from this device; then they go with it into its new journal
    /// @param begin sets the rest of the engine to work for a device that has just been enrolled
    /// @throws FailureException with [EnrolmentFailure.IdentityLost]
    public DeviceEnrolment(
            IdentityFile file,
            Keychain keychain,
            ServerConnection server,
            IntSupplier pending,
            BooleanSupplier shutOut,
            Consumer<EnrolledDevice> begin) {
        this.file = file;
        this.keychain = keychain;
        this.server = server;
        this.pending = pending;
        this.shutOut = shutOut;
        this.begin = begin;
        IdentityFile.Known known = file.read().orElse(null);
        current = known == null ? null : known.device();
        if (known != null && known.signingKey() != null) {
            keychain.adopt(known.signingKey()); // the program died after it was enrolled and before this
        }
    }

    @Override
    public Optional<EnrolledDevice> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public synchronized EnrolledDevice enrol(URI address, String code, String deviceName, DeviceProfile profile) {
        check(address);
        EnrolledDevice present = current;
        if (profile == DeviceProfile.BORNE
                && present != null
                && !present.server().equals(address)) {
            throw new EnrolmentFailure.OtherServer().asException();
        }
        DeviceSecrets secrets = secretsToEnrol();
        EnrolmentAnswer answer = server.enrol(
                address,
                new EnrolmentRequest(
                        code.strip(),
                        deviceName,
                        profile,
                        secrets.signing().verifyingKey().raw(),
                        secrets.sealing().sealingKey().raw()));
        EnrolledDevice device = new EnrolledDevice(
                answer.device(),
                deviceName,
                profile,
                answer.venue(),
                answer.venueName(),
                address,
                new VerifyingKey(answer.serverKey()));
        accept(device, secrets.signing().verifyingKey());
        return device;
    }

    /// What this device is to be enrolled with. One key is one device: whoever copied this one's disk must not be the
    /// new one too.
    ///
    /// @throws FailureException with [EnrolmentFailure.StillPending], or with a failure of the keychain
    synchronized DeviceSecrets secretsToEnrol() {
        int waiting = pending.getAsInt();
        if (current != null && waiting > 0 && !shutOut.getAsBoolean()) {
            throw new EnrolmentFailure.StillPending(waiting).asException();
        }
        return current == null ? keychain.secrets() : keychain.next();
    }

    /// Becomes a device that the server has let in, whichever way its answer came.
    ///
    /// @param signing the key it was let in with
    /// @throws FailureException with [EnrolmentFailure.NotKept], or [EnrolmentFailure.StillPending] if
    ///     something was recorded since it asked
    synchronized void accept(EnrolledDevice device, VerifyingKey signing) {
        EnrolledDevice present = current;
        if (present != null
                && device.profile() == DeviceProfile.BORNE
                && !present.serverKey().equals(device.serverKey())) {
            throw new EnrolmentFileFailure.OtherServer().asException();
        }
        secretsToEnrol();
        try {
            file.write(device, signing);
            keychain.adopt(signing);
        } catch (IOException e) {
            throw new FailureException(new EnrolmentFailure.NotKept(), e);
        }
        current = device;
        begin.accept(device);
    }

    /// Whether a device may speak with a server there.
    ///
    /// @throws FailureException with [EnrolmentFailure.BadAddress] or [EnrolmentFailure.NotSecure]
    public static void check(URI address) {
        String scheme = Optional.ofNullable(address.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        String host = address.getHost();
        if (host == null || !Set.of("http", "https").contains(scheme)) {
            throw new EnrolmentFailure.BadAddress().asException();
        }
        if (scheme.equals("http") && !THIS_MACHINE.contains(host)) {
            throw new EnrolmentFailure.NotSecure().asException();
        }
    }
}
