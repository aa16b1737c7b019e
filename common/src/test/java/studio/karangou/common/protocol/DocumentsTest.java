package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.LicenceId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.model.merge.Stamp;

class DocumentsTest {
    private static final FilmId FILM = new FilmId(new UUID(3, 4));
    private static final LicenceId LICENCE = new LicenceId(new UUID(5, 6));
    private static final ContentAddress ADDRESS = ContentAddress.of(new byte[] {1});
    private static final Instant NOW = Instant.parse("2026-11-22T20:00:00Z");
    private final SigningKeyPair server = SigningKeyPair.generate();

    @Test
    void a_manifest_comes_back_as_it_was_signed() {
        Manifest manifest = manifest();
        SignedDocument signed =
                SignedDocument.decode(SignedDocument.sign(server, SignedDocument.Kind.MANIFEST, manifest)
                        .encode());
        assertThat(signed.open(server.verifyingKey(), SignedDocument.Kind.MANIFEST, Manifest.class))
                .isEqualTo(manifest);
    }

    @Test
    void a_document_of_another_key_or_kind_is_refused() {
        SignedDocument signed = SignedDocument.sign(server, SignedDocument.Kind.MANIFEST, manifest());
        assertThatThrownBy(() -> signed.open(
                        SigningKeyPair.generate().verifyingKey(), SignedDocument.Kind.MANIFEST, Manifest.class))
                .isInstanceOf(FailureException.class);
        SignedDocument renamed =
                new SignedDocument(1, SignedDocument.Kind.LICENCE, signed.content(), signed.signature());
        assertThatThrownBy(() -> renamed.open(server.verifyingKey(), SignedDocument.Kind.LICENCE, Licence.class))
                .isInstanceOf(FailureException.class);
        assertThatThrownBy(() -> signed.open(server.verifyingKey(), SignedDocument.Kind.LICENCE, Licence.class))
                .isInstanceOf(FailureException.class);
    }

    @Test
    void a_licence_opens_on_its_device_only_and_for_its_film_only() {
        SealingKeyPair device = SealingKeyPair.generate();
        ContentKey key = ContentKey.generate();
        Licence licence = licence(FILM, Licence.seal(device.sealingKey(), LICENCE, FILM, key));
        assertThat(licence.openKey(device).export()).isEqualTo(key.export());
        assertThatThrownBy(() -> licence.openKey(SealingKeyPair.generate())).isInstanceOf(FailureException.class);
        Licence moved = licence(new FilmId(new UUID(9, 9)), licence.sealedKey());
        assertThatThrownBy(() -> moved.openKey(device)).isInstanceOf(FailureException.class);
    }

    @Test
    void a_licence_says_when_and_which_variants() {
        Licence licence = licence(FILM, Bytes.of(new byte[64]));
        assertThat(licence.allows(NOW)).isTrue();
        assertThat(licence.allows(NOW.minusMillis(1))).isFalse();
        assertThat(licence.allows(NOW.plus(Duration.ofDays(30)))).isTrue();
        assertThat(licence.allows(NOW.plus(Duration.ofDays(31)))).isFalse();
        assertThat(licence.wantsSecondVariant(0)).isTrue();
        assertThat(licence.wantsSecondVariant(1)).isFalse();
        assertThat(licence.wantsSecondVariant(9)).isTrue();
        assertThat(licence.wantsSecondVariant(16)).isFalse();
    }

    @Test
    void a_manifest_with_a_rung_that_lacks_a_segment_is_refused() {
        Manifest whole = manifest();
        assertThatThrownBy(() -> new Manifest(
                        1,
                        FILM,
                        1,
                        12_000,
                        whole.videoInit(),
                        List.of(6_000, 6_000, 1),
                        whole.video(),
                        List.of(),
                        List.of(),
                        whole.poster(),
                        null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void changes_come_back_and_those_of_a_later_version_are_skipped() throws JsonProcessingException {
        ChangePage page = new ChangePage(
                1,
                "42",
                true,
                NOW,
                List.of(
                        new Change.FilmChanged(film()),
                        new Change.ProjectChanged(project()),
                        new Change.MessageShared(new OperationId(new UUID(1, 1)), FILM, "Afi", "Merci !", NOW),
                        new Change.ContributionChanged(new OperationId(new UUID(1, 2)), ContributionState.CONFIRMED),
                        new Change.KioskRefused(
                                new OperationId(new UUID(1, 4)),
                                "Borne du marché",
                                new OperationBody.ContributionMade(
                                        project().id(),
                                        FILM,
                                        Money.xof(2_000),
                                        ContributionMethod.VOUCHER,
                                        VoucherCode.draw(new Random(7)),
                                        NOW,
                                        null),
                                NOW,
                                "sync.project-not-open"),
                        new Change.CashAnnounced(
                                new OperationId(new UUID(1, 3)),
                                "Borne du marché",
                                project().id(),
                                Money.xof(2_000),
                                NOW,
                                ContributionState.AWAITING_PAYMENT),
                        new Change.KioskFilm(FILM, true),
                        new Change.FavouriteChanged(null, FILM, List.of()),
                        new Change.FavouriteChanged(
                                new PersonId(new UUID(1, 5)), FILM, List.of(new OperationId(new UUID(1, 6)))),
                        new Change.RatingChanged(
                                null,
                                FILM,
                                4,
                                new Stamp(new HybridTime(NOW.toEpochMilli(), 2), new DeviceId(new UUID(1, 4)), 7)),
                        new Change.FilmFigures(FILM, 1_240, 31_480, 38, 163),
                        new Change.KioskHolds(new DeviceId(new UUID(1, 4)), "Borne du marché", FILM, false)));
        assertThat(Wire.fromCbor("changes", Wire.toCbor(page), ChangePage.class))
                .isEqualTo(page);
        assertThat(Wire.json().readValue("{\"kind\":\"77\",\"what\":[1,2]}", Change.class))
                .isEqualTo(new Change.Unknown());
    }

    @Test
    void public_records_come_back_from_json() throws JsonProcessingException {
        for (Object value : List.of(
                film(),
                project(),
                new DeviceApi.EnrolmentRequest(
                        "7KQ4M2RD", "Projecteur", DeviceProfile.LIEU, Bytes.of(new byte[32]), Bytes.of(new byte[32])),
                new PushReceipt(1, 5, List.of(new PushReceipt.Quarantined(4, null, "sync.project-closed"))),
                new DeviceApi.Session("token", NOW))) {
            String json = Wire.json().writeValueAsString(value);
            assertThat(Wire.json().readValue(json, value.getClass())).isEqualTo(value);
        }
        assertThat(Wire.json().writeValueAsString(film()))
                .contains("\"year\":2024", "\"duration\":\"PT1H42M\"", "\"spoken\":[\"ee\"]");
    }

    private static Film film() {
        return new Film(
                FILM,
                "Les Vents d’Aného",
                "Une pêcheuse…",
                "Collectif",
                2024,
                Genre.FICTION,
                List.of(new CountryCode("TG")),
                List.of(new LanguageTag("ee")),
                List.of(new LanguageTag("fr")),
                Duration.ofMinutes(102),
                null,
                ADDRESS,
                null);
    }

    private static Project project() {
        return new Project(
                new ProjectId(new UUID(7, 7)),
                "La Nuit du Zangbeto",
                "Un film de nuit.",
                "Collectif",
                new CountryCode("TG"),
                ProjectState.OPEN,
                FundingMode.ALL_OR_NOTHING,
                Money.xof(5_000_000),
                Money.xof(3_120_000),
                214,
                LocalDate.of(2026, 12, 10),
                null);
    }

    private static Licence licence(FilmId film, Bytes sealed) {
        return new Licence(
                1,
                LICENCE,
                film,
                new DeviceId(new UUID(1, 1)),
                sealed,
                NOW,
                NOW.plus(Duration.ofDays(30)),
                null,
                Bytes.of(new byte[] {1, 2}));
    }

    private static Manifest manifest() {
        Manifest.Encrypted segment = new Manifest.Encrypted(ADDRESS, 1_024, Bytes.of(new byte[16]));
        Manifest.VariantPair pair = new Manifest.VariantPair(segment, segment);
        Manifest.Clear clear = new Manifest.Clear(ADDRESS, 900);
        return new Manifest(
                1,
                FILM,
                1,
                12_000,
                clear,
                List.of(6_000, 6_000),
                List.of(new Manifest.VideoRendition(
                        "360p", 640, 360, 24.0, 480_000, 400_000, "avc1.64001e", List.of(pair, pair))),
                List.of(new Manifest.AudioTrack(
                        new LanguageTag("fr"),
                        "Français",
                        "mp4a.40.2",
                        clear,
                        List.of(6_000, 6_000, 20),
                        List.of(new Manifest.AudioRendition(50_000, List.of(segment, segment, segment))))),
                List.of(new Manifest.SubtitleTrack(new LanguageTag("en"), "English", clear)),
                clear,
                new Manifest.Storyboard(6_000, 160, 90, 10, 10, List.of(clear)));
    }
}
