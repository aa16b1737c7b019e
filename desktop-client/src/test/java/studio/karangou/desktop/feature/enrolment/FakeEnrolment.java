package studio.karangou.desktop.feature.enrolment;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;

/// An enrolment that says yes, or no as often as it is told to.
public final class FakeEnrolment implements Enrolment {
    private Optional<EnrolledDevice> current = Optional.empty();
    private Optional<Failure> refusal = Optional.empty();
    private String code = "";

    public FakeEnrolment enrolled(String venue, DeviceProfile profile) {
        current = Optional.of(device(URI.create("https://karangou.example"), "Ordinateur du lieu", venue, profile));
        return this;
    }

    /// As a new device.
    public void forget() {
        current = Optional.empty();
    }

    public FakeEnrolment refusing(Optional<Failure> failure) {
        refusal = failure;
        return this;
    }

    /// The code that was presented last.
    public String presented() {
        return code;
    }

    @Override
    public Optional<EnrolledDevice> current() {
        return current;
    }

    @Override
    public EnrolledDevice enrol(URI server, String presented, String deviceName, DeviceProfile profile) {
        code = presented;
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        EnrolledDevice device = device(server, deviceName, "Ciné-club Agoè", profile);
        current = Optional.of(device);
        return device;
    }

    private static EnrolledDevice device(URI server, String name, String venue, DeviceProfile profile) {
        return new EnrolledDevice(
                new DeviceId(UUID.fromString("018f4e1a-0000-7000-8000-0000000000d1")),
                name,
                profile,
                new VenueId(UUID.fromString("018f4e1a-0000-7000-8000-0000000000e1")),
                venue,
                server,
                new VerifyingKey(Bytes.of(new byte[VerifyingKey.LENGTH])));
    }
}
