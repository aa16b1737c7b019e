package studio.karangou.server.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ServerSealingKey;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Parcels that others carry, on both databases.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class ParcelsTest {
    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;
    private ProjectId project;
    private TestDevice device;
    private TestDevice carrier;
    private VerifyingKey serverKey;
    private SealingKey sealing;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
        project = catalogue.openProject();
        device = TestDevice.enrolled(server);
        carrier = TestDevice.enrolled(server); // of another venue
        TestDevice third = TestDevice.stranger(server);
        HttpResponse<byte[]> enrolled = third.enrol(TestDevice.newCode(server, device.venue()));
        serverKey = new VerifyingKey(Wire.json()
                .convertValue(TestServer.json(enrolled), DeviceApi.EnrolmentAnswer.class)
                .serverKey());
        sealing = sealingKey();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_another_device_carries_counts_once_with_what_comes_by_https() {
        cash(1_000);
        cash(2_000);
        byte[] parcel = device.parcel(sealing, 1, ChangePage.START).encode();

        DownParcel down = open(carrier.carry(parcel));

        assertThat(down.acknowledged()).isEqualTo(2);
        assertThat(down.refusal()).isNull();
        assertThat(down.first()).isEqualTo(1);
        assertThat(down.issued()).isEqualTo(server.clock().instant());
        assertThat(down.pages().getFirst().after()).isEqualTo(ChangePage.START);
        assertThat(changes(down)).anySatisfy(change -> assertThat(change).isInstanceOf(Change.ProjectChanged.class));
        // again by the stick, by HTTPS, in a parcel that overlaps, and the first one very late
        device.push(device.batchFrom(1));
        carrier.carry(parcel);
        cash(4_000);
        assertThat(open(carrier.carry(device.parcel(
                                        sealing,
                                        2,
                                        down.pages().getLast().page().cursor())
                                .encode()))
                        .acknowledged())
                .isEqualTo(3);
        DownParcel late = open(device.carry(parcel));
        assertThat(late.acknowledged()).isEqualTo(3);
        assertThat(late.refusal()).isNull();
        assertThat(server.count("operation")).isEqualTo(3);
        assertThat(catalogue.project(project).collected()).isEqualTo(Money.xof(7_000));
    }

    @Test
    void a_refused_journal_is_answered_in_the_parcel() {
        cash(1_000);
        cash(2_000);
        DownParcel gap = open(carrier.carry(device.parcel(sealing, 2, "0").encode()));
        assertThat(gap.refusal()).isEqualTo("sync.gap");
        assertThat(gap.acknowledged()).isZero();

        device.record(new ContributionMade(
                new ProjectId(UUID.randomUUID()), null, Money.xof(500), ContributionMethod.CASH, null, null, null));
        DownParcel unknown = open(carrier.carry(device.parcel(sealing, 1, "0").encode()));
        assertThat(unknown.acknowledged()).isEqualTo(3);
        assertThat(unknown.quarantined())
                .singleElement()
                .satisfies(aside -> assertThat(aside.reason()).isEqualTo("sync.unknown-project"));

        server.send(server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());
        DownParcel out = open(carrier.carry(device.parcel(sealing, 4, "0").encode()));
        assertThat(out.refusal()).isEqualTo("device.revoked");
        assertThat(out.pages()).isEmpty();
    }

    @Test
    void what_is_forged_damaged_or_for_another_changes_nothing() {
        cash(1_000);
        Parcel good = device.parcel(sealing, 1, "0");
        byte[] encoded = good.encode();
        for (int at = 0; at < encoded.length; at += 37) {
            byte[] changed = encoded.clone();
            changed[at] ^= 1;
            assertThat(carrier.carry(changed).statusCode()).as("byte " + at).isBetween(400, 499);
        }
        // the carrier's own name on another's parcel, and the other way round
        assertThat(code(carrier.carry(
                        new Parcel(1, good.direction(), carrier.id(), good.receiver(), good.sealed()).encode())))
                .isEqualTo("protocol.bad-signature");
        assertThat(code(carrier.carry(device.parcel(SealingKeyPair.generate().sealingKey(), 1, "0")
                        .encode())))
                .isEqualTo("sync.parcel-for-another");
        TestDevice nobody = TestDevice.stranger(server);
        nobody.is(new DeviceId(UUID.randomUUID()), device.venue());
        assertThat(code(carrier.carry(nobody.parcel(sealing, 1, "0").encode()))).isEqualTo("sync.parcel-from-unknown");
        assertThat(code(carrier.carry(
                        new Parcel(2, good.direction(), good.device(), good.receiver(), good.sealed()).encode())))
                .isEqualTo("protocol.other-too-new");
        byte[] downwards =
                carrier.carry(device.parcel(sealing, 2, "0").encode()).body();
        assertThat(carrier.carry(downwards).statusCode()).isBetween(400, 499);
        assertThat(server.count("operation")).isZero();
    }

    @Test
    void keys_are_rotated_under_parcels_on_their_way() {
        cash(1_000);
        byte[] before = device.parcel(sealing, 1, "0").encode();
        HttpResponse<byte[]> rotated = server.send(server.asOperator("/api/v1/operator/keys")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"kind\":\"MASTER\"}")));
        assertThat(rotated.statusCode())
                .as(new String(rotated.body(), StandardCharsets.UTF_8))
                .isLessThan(300);

        assertThat(sealingKey()).isNotEqualTo(sealing);
        assertThat(open(carrier.carry(before)).acknowledged()).isEqualTo(1);
        assertThat(open(carrier.carry(device.parcel(sealingKey(), 1, "0").encode()))
                        .acknowledged())
                .isEqualTo(1);
    }

    @Test
    void a_long_absence_is_told_in_several_parcels_and_the_catalogue_is_signed() {
        FilmId film = catalogue.film("Yaaba");
        for (int i = 0; i < 1_400; i++) {
            carrier.record(new MessagePosted(film, "Afi", i + "é".repeat(Limits.MESSAGE_CHARS - 10)));
        }
        int firstHalf = carrier.size() / 2;
        carrier.push(carrier.batch(1, firstHalf));
        carrier.push(carrier.batch(firstHalf + 1, carrier.size()));
        device.record(new RoomFollowed(film));
        byte[] parcel = device.parcel(sealing, 1, "0").encode();
        List<Change> all = new ArrayList<>();
        HttpResponse<byte[]> answer = carrier.carry(parcel);
        all.addAll(changes(open(answer)));
        int parts = 1;
        while (answer.headers().firstValue(Parcel.NEXT_HEADER).isPresent()) {
            answer = carrier.carry(
                    parcel, answer.headers().firstValue(Parcel.NEXT_HEADER).get());
            assertThat(open(answer).refusal()).isNull();
            all.addAll(changes(open(answer)));
            parts++;
        }
        assertThat(parts).isGreaterThan(1);
        assertThat(all).isEqualTo(device.pullAll());

        List<Change> shared = new ArrayList<>();
        String cursor = ChangePage.START;
        CataloguePage page;
        do {
            page = SignedDocument.decode(
                            server.get("/api/v1/sync/catalogue?after=" + cursor).body())
                    .open(serverKey, SignedDocument.Kind.CATALOGUE, CataloguePage.class);
            page.changes().forEach(placed -> shared.add(placed.change()));
            cursor = page.upTo().cursor();
        } while (page.more());
        assertThat(shared)
                .hasSize(2)
                .isEqualTo(all.stream()
                        .filter(change ->
                                !(change instanceof Change.MessageShared) && !(change instanceof Change.Joined))
                        .toList());
        assertThat(server.get("/api/v1/sync/catalogue?after=0123456789abcdef.5").statusCode())
                .isEqualTo(410);
    }

    @Test
    void a_page_from_the_start_says_instead_of_which_place_it_comes() {
        byte[] first = device.parcel(sealing, 1, ChangePage.START).encode();
        byte[] elsewhere = device.parcel(sealing, 1, "0123456789abcdef.5").encode();

        assertThat(open(carrier.carry(first)).pages().getFirst().insteadOf()).isNull();
        DownParcel.Page anew = open(carrier.carry(elsewhere)).pages().getFirst();
        assertThat(anew.after()).isEqualTo(ChangePage.START);
        assertThat(anew.insteadOf()).isEqualTo("0123456789abcdef.5");
    }

    private void cash(long units) {
        device.record(new ContributionMade(project, null, Money.xof(units), ContributionMethod.CASH, null, null, null));
    }

    private SealingKey sealingKey() {
        return SignedDocument.decode(server.get("/api/v1/sync/sealing-key").body())
                .open(serverKey, SignedDocument.Kind.SEALING_KEY, ServerSealingKey.class)
                .toKey();
    }

    private DownParcel open(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return DownParcel.open(Parcel.decode(answer.body()), device.sealing(), serverKey);
    }

    private static List<Change> changes(DownParcel down) {
        return down.pages().stream()
                .flatMap(page -> page.page().changes().stream())
                .toList();
    }

    private static String code(HttpResponse<byte[]> answer) {
        return TestServer.code(answer);
    }
}
