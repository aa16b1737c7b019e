package studio.karangou.desktop.engine.enrolment;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.EnrolmentAsk;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.FileSeal;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.disk.AtomicFile;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.disk.DriveFiles;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.keychain.SealedBox;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Asks to be enrolled by a file on a drive, and takes the answer. The server's key is believed because the
/// answer was made with the code that only this device's screen showed.
public final class DriveRequests implements DriveEnrolment {
    private static final Logger LOG = LoggerFactory.getLogger(DriveRequests.class);
    private static final Duration ANSWER_LIFE = Duration.ofDays(30);

    private final Disk disk;
    private final Path file;
    private final SealedBox box;
    private final BestTime time;
    private final String program;
    private final DeviceEnrolment enrolment;
    private final Consumer<EnrolmentGrant> granted;
    private final SecureRandom random = new SecureRandom();

    /// @param file where the open request is kept
    /// @param key that it is sealed with, as the code is in it
    /// @param program version of this program
    /// @param granted is told of what the device was let in with
    public DriveRequests(
            Disk disk,
            Path file,
            byte[] key,
            BestTime time,
            String program,
            DeviceEnrolment enrolment,
            Consumer<EnrolmentGrant> granted) {
        this.granted = granted;
        this.disk = disk;
        this.file = file;
        box = new SealedBox(key, "enrolment-request");
        this.time = time;
        this.program = program;
        this.enrolment = enrolment;
    }

    /// As it is on disk, sealed.
    ///
    /// @param made by this device's best time
    record Kept(String code, EnrolmentAsk.Signed ask, Instant made) {}

    @Override
    public synchronized Optional<OpenRequest> open() {
        return kept().map(kept -> shown(kept, kept.ask.open()));
    }

    @Override
    public synchronized OpenRequest request(Path folder, String deviceName, DeviceProfile profile) {
        DeviceSecrets secrets = enrolment.secretsToEnrol();
        Kept kept = kept().filter(known -> isSame(known.ask.open(), secrets, deviceName, profile))
                .orElseGet(() -> fresh(secrets, deviceName, profile));
        // ours first: an answer to what is on the drive must never meet a device that knows nothing of it
        keep(kept);
        EnrolmentAsk ask = kept.ask.open();
        FileSeal seal = FileSeal.of(new FileCode(kept.code), ask.nonce());
        EnrolmentFiles.Request request = EnrolmentFiles.Request.of(kept.ask, seal);
        new DriveFiles(disk, folder).write(EnrolmentFiles.requestName(kept.ask), request.encode());
        return shown(kept, ask);
    }

    @Override
    public synchronized Optional<EnrolledDevice> look(Path folder) {
        List<Path> answers = new ArrayList<>(new DriveFiles(disk, folder).named(EnrolmentFiles::isAnswer));
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        Kept kept = kept().orElseThrow(() -> new EnrolmentFileFailure.NoRequest().asException());
        Path expected = folder.resolve(EnrolmentFiles.answerName(kept.ask));
        answers.sort((one, other) -> Boolean.compare(!one.equals(expected), !other.equals(expected)));
        @Nullable FailureException first = null;
        for (Path each : answers) {
            try {
                return Optional.of(enrol(kept, EnrolmentFiles.Answer.decode(EnrolmentFiles.read(each))));
            } catch (FailureException e) {
                boolean itsOwn = e.failure() instanceof EnrolmentFileFailure || e.failure() instanceof ProtocolFailure;
                if (!itsOwn) {
                    throw e;
                }
                LOG.info(
                        "the answer {} is not taken: {}",
                        each.getFileName(),
                        e.failure().code(),
                        e);
                first = first == null ? e : first;
            }
        }
        throw first == null ? new EnrolmentFileFailure.NoRequest().asException() : first;
    }

    @Override
    public synchronized void giveUp() {
        forget();
    }

    private EnrolledDevice enrol(Kept kept, EnrolmentFiles.Answer answer) {
        EnrolmentAsk ask = kept.ask.open();
        EnrolmentGrant grant = answer.open();
        if (!grant.request().equals(kept.ask.digest())) {
            throw new EnrolmentFileFailure.OtherRequest().asException();
        }
        if (!answer.isMadeWith(FileSeal.of(new FileCode(kept.code), ask.nonce()))) {
            throw new EnrolmentFileFailure.NotTrusted().asException();
        }
        if (!EnrolmentFiles.isSafe(answer.server())) {
            throw new EnrolmentFileFailure.BadAddress().asException();
        }
        Instant now = time.instant();
        boolean waited = now.isAfter(kept.made.plus(ANSWER_LIFE));
        if (waited || (time.isSure() && now.isAfter(grant.expires()))) {
            throw new EnrolmentFileFailure.Expired().asException();
        }
        EnrolledDevice device = new EnrolledDevice(
                grant.device(),
                ask.name(),
                ask.profile(),
                grant.venue(),
                grant.venueName(),
                URI.create(answer.server()),
                new VerifyingKey(grant.serverKey()));
        enrolment.accept(device, new VerifyingKey(ask.signingKey()));
        time.atLeast(grant.issued());
        granted.accept(grant);
        forget();
        return device;
    }

    private static boolean isSame(EnrolmentAsk ask, DeviceSecrets secrets, String name, DeviceProfile profile) {
        return ask.name().equals(name)
                && ask.profile() == profile
                && ask.signingKey().equals(secrets.signing().verifyingKey().raw());
    }

    private Kept fresh(DeviceSecrets secrets, String name, DeviceProfile profile) {
        byte[] nonce = new byte[EnrolmentAsk.NONCE_BYTES];
        random.nextBytes(nonce);
        Instant now = time.instant();
        EnrolmentAsk ask = new EnrolmentAsk(
                Bytes.of(nonce),
                name,
                profile,
                secrets.signing().verifyingKey().raw(),
                secrets.sealing().sealingKey().raw(),
                program,
                now);
        return new Kept(FileCode.draw(random).canonical(), EnrolmentAsk.Signed.of(ask, secrets.signing()), now);
    }

    private static OpenRequest shown(Kept kept, EnrolmentAsk ask) {
        return new OpenRequest(new FileCode(kept.code).shown(), EnrolmentFiles.requestName(kept.ask), ask.name());
    }

    /// A request that cannot be read is none: another one is made.
    private Optional<Kept> kept() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return box.open(Files.readAllBytes(file)).map(clear -> Wire.fromCbor("request", clear, Kept.class));
        } catch (IOException | FailureException e) {
            LOG.warn("the open request cannot be read", e);
            return Optional.empty();
        }
    }

    private void keep(Kept kept) {
        try {
            AtomicFile.write(disk, file, box.seal(Wire.toCbor(kept)));
        } catch (IOException e) {
            throw new FailureException(new EnrolmentFailure.RequestNotKept(), e);
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("a request that is over is still kept", e);
        }
    }
}
