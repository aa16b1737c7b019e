package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.FileSeal;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.desktop.engine.disk.DriveFailure;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment.OpenRequest;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

/// A device without a network asks by a file on a drive, and takes no answer but that of who was told its code.
class DriveEnrolmentTest {
    private static final SigningKeyPair SERVER = SigningKeyPair.generate();

    @TempDir
    Path folder;

    private Path drive;
    private EngineBench bench;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder.resolve("device"));
        drive = Files.createDirectories(folder.resolve("clé"));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void an_answer_makes_a_device_of_it_and_the_request_survives_a_restart() throws IOException {
        OpenRequest request = ask("Borne d’accueil");
        bench.stop();
        assertThat(bench.engine().driveEnrolment().open()).contains(request);
        assertThat(bench.engine().driveEnrolment().look(drive)).isEmpty();

        Instant issued = bench.clock.instant().plus(Duration.ofDays(400));
        answer(request, SERVER, request.code(), issued, "https://127.0.0.1:9");
        EnrolledDevice device = bench.engine().driveEnrolment().look(drive).orElseThrow();

        assertThat(device.name()).isEqualTo("Borne d’accueil");
        assertThat(device.profile()).isEqualTo(DeviceProfile.BORNE);
        assertThat(device.serverKey()).isEqualTo(SERVER.verifyingKey());
        assertThat(device.server()).hasToString("https://127.0.0.1:9");
        assertThat(bench.engine().time().instant())
                .as("the clock was a year behind, and the server said so")
                .isAfterOrEqualTo(issued);
        assertThat(bench.engine().driveEnrolment().open()).isEmpty();
        fails(() -> bench.engine().driveEnrolment().look(drive), new EnrolmentFileFailure.NoRequest());
        bench.stop();
        assertThat(bench.engine().enrolment().current()).contains(device);
    }

    @Test
    void the_same_request_again_is_the_same_and_under_another_name_a_new_one() throws IOException {
        OpenRequest first = ask("Borne");
        byte[] written = Files.readAllBytes(drive.resolve(first.fileName()));
        Files.delete(drive.resolve(first.fileName()));
        assertThat(ask("Borne")).isEqualTo(first);
        assertThat(drive.resolve(first.fileName())).hasBinaryContent(written);

        answer(first, SERVER, first.code(), bench.clock.instant(), "https://127.0.0.1:9");
        OpenRequest second = ask("Borne du hall");
        assertThat(second.code()).isNotEqualTo(first.code());
        fails(() -> bench.engine().driveEnrolment().look(drive), new EnrolmentFileFailure.OtherRequest());
        bench.engine().driveEnrolment().giveUp();
        assertThat(bench.engine().driveEnrolment().open()).isEmpty();
    }

    @Test
    void answers_of_others_forged_ones_and_late_ones_are_refused_and_a_good_one_beside_them_is_taken()
            throws IOException {
        OpenRequest request = ask("Borne");
        Instant now = bench.clock.instant();
        answer(request, SERVER, "00000-00000", now, "https://voleur.example");
        fails(this::look, new EnrolmentFileFailure.NotTrusted());
        answer(request, SigningKeyPair.generate(), request.code(), now, "https://127.0.0.1:9");
        fails(this::look, new EnrolmentFileFailure.Forged());
        answer(request, SERVER, request.code(), now, "http://karangou.example");
        fails(this::look, new EnrolmentFileFailure.BadAddress());
        Path good = answer(request, SERVER, request.code(), now, "https://127.0.0.1:9");
        byte[] whole = Files.readAllBytes(good);
        Files.write(good, Arrays.copyOf(whole, whole.length / 2));
        fails(this::look, new EnrolmentFileFailure.Unreadable());
        Files.write(good, new byte[100_000]);
        fails(this::look, new EnrolmentFileFailure.TooLarge());
        assertThat(bench.engine().enrolment().current()).isEmpty();

        Files.write(drive.resolve("karangou-reponse-autre-00000000.karangou"), new byte[] {1, 2, 3});
        Files.write(good, whole);
        assertThat(bench.engine().driveEnrolment().look(drive)).isPresent();
    }

    @Test
    void an_answer_that_was_on_its_way_too_long_is_refused() throws IOException {
        OpenRequest request = ask("Borne");
        answer(request, SERVER, request.code(), bench.clock.instant(), "https://127.0.0.1:9");
        bench.stop();
        bench.clock.advance(Duration.ofDays(31));
        fails(this::look, new EnrolmentFileFailure.Expired());
    }

    @Test
    void a_device_that_was_stopped_is_enrolled_again_by_a_drive_though_the_network_went_and_it_was_started_again()
            throws IOException {
        bench.enrol(DeviceProfile.LIEU);
        bench.await("a first sync", () -> bench.engine().sync().status().connection() instanceof Connection.Online);
        bench.server.shutOut("device.revoked");
        bench.engine().sync().syncNow();
        bench.await("being stopped", this::isStopped);
        Connection said = bench.engine().sync().status().connection();
        bench.server.down();
        bench.engine().journal().record(EnrolmentTest.MESSAGE);
        bench.stop();
        assertThat(bench.engine().sync().status().connection())
                .as("said on every page after a restart too")
                .isEqualTo(said);

        OpenRequest request = bench.engine().driveEnrolment().request(drive, "Projecteur", DeviceProfile.LIEU);
        bench.stop();
        answer(request, SERVER, request.code(), bench.clock.instant(), "https://127.0.0.1:9");
        EnrolledDevice device = bench.engine().driveEnrolment().look(drive).orElseThrow();

        assertThat(bench.engine().enrolment().current()).contains(device);
        assertThat(bench.engine().sync().status().pending())
                .as("what waited goes with it")
                .isEqualTo(1);
        assertThat(isStopped()).isFalse();
        bench.stop();
        assertThat(isStopped()).as("after a restart").isFalse();
    }

    private boolean isStopped() {
        return bench.engine().sync().status().connection() instanceof Connection.Refused;
    }

    @Test
    void a_drive_that_is_gone_or_read_only_is_a_sentence() {
        fails(
                () -> bench.engine().driveEnrolment().request(folder.resolve("gone"), "Borne", DeviceProfile.BORNE),
                new DriveFailure.Gone());
        fails(() -> bench.engine().driveEnrolment().look(folder.resolve("gone")), new DriveFailure.Gone());
    }

    private void look() {
        bench.engine().driveEnrolment().look(drive);
    }

    private OpenRequest ask(String name) {
        return bench.engine().driveEnrolment().request(drive, name, DeviceProfile.BORNE);
    }

    private Path answer(OpenRequest open, SigningKeyPair signer, String code, Instant issued, String server)
            throws IOException {
        EnrolmentFiles.Request request =
                EnrolmentFiles.Request.decode(EnrolmentFiles.read(drive.resolve(open.fileName())));
        EnrolmentGrant grant = new EnrolmentGrant(
                request.ask().digest(),
                new DeviceId(new UUID(7, 1)),
                new VenueId(new UUID(7, 2)),
                "Ciné-club d’Agoè",
                SERVER.verifyingKey().raw(),
                issued,
                issued.plus(Duration.ofDays(30)));
        SignedDocument document = SignedDocument.sign(signer, SignedDocument.Kind.ENROLMENT, grant);
        FileSeal seal = FileSeal.of(
                FileCode.parse(code).orElseThrow(), request.ask().open().nonce());
        EnrolmentFiles.Answer answer = EnrolmentFiles.Answer.of(server, Bytes.of(document.encode()), seal);
        return Files.write(drive.resolve(EnrolmentFiles.answerName(request.ask())), answer.encode());
    }

    private static void fails(ThrowingCallable work, Object with) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(with));
    }
}
