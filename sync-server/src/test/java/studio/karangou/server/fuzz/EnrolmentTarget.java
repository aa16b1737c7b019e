package studio.karangou.server.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;

/// The two files that a drive carries between a device and its server.
public final class EnrolmentTarget implements FuzzTarget {
    /// What is in a request, as a server meets it in JSON, signed by whoever.
    private static void tryAsk(byte[] bytes) {
        try {
            Wire.fromCbor("request", bytes, EnrolmentAsk.class);
            new EnrolmentAsk.Signed(1, Bytes.of(bytes), Bytes.of(new byte[64])).open();
        } catch (FailureException e) {
            return; // said no
        }
    }

    public static void fuzzerTestOneInput(byte[] bytes) {
        new EnrolmentTarget().read(bytes);
    }

    @Override
    public String name() {
        return "enrolment";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            EnrolmentFiles.requestName(EnrolmentFiles.Request.decode(bytes).ask());
        } catch (FailureException e) {
            tryAsk(bytes); // said no
        }
        try {
            EnrolmentFiles.Answer answer = EnrolmentFiles.Answer.decode(bytes);
            EnrolmentFiles.isSafe(answer.server());
            answer.open();
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        Bytes nothing = Bytes.of(new byte[32]);
        SigningKeyPair keys = SigningKeyPair.generate();
        EnrolmentAsk ask = new EnrolmentAsk(
                nothing,
                "Borne d’accueil",
                DeviceProfile.BORNE,
                keys.verifyingKey().raw(),
                SealingKeyPair.generate().sealingKey().raw(),
                "1.2.0",
                Instant.EPOCH);
        EnrolmentGrant grant = new EnrolmentGrant(
                nothing,
                new DeviceId(new UUID(1, 2)),
                new VenueId(new UUID(3, 4)),
                "Ciné-club",
                keys.verifyingKey().raw(),
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(1),
                nothing);
        Bytes document = Bytes.of(
                SignedDocument.sign(keys, SignedDocument.Kind.ENROLMENT, grant).encode());
        return List.of(
                new EnrolmentFiles.Request(EnrolmentAsk.Signed.of(ask, keys), nothing).encode(),
                new EnrolmentFiles.Answer(1, "https://exemple.tg", document, nothing).encode(),
                Wire.toCbor(ask));
    }
}
