package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.FaultReport.SystemFamily;
import studio.karangou.common.protocol.OperationBody.FaultReported;

class FaultReportTest {
    private static final String PLACE = "studio.karangou.desktop.app.Screens.page:120";

    @Test
    void a_report_survives_the_journal_and_names_nobody() {
        DeviceId device = new DeviceId(UUID.randomUUID());
        FaultReport report = report("java.lang.IllegalStateException", PLACE);
        Operation operation = new Operation(
                device, 1, new OperationId(UUID.randomUUID()), new HybridTime(1, 0), null, new FaultReported(report));

        byte[] encoded = OperationCodec.encode(operation);

        assertThat(OperationCodec.decode(device, 1, encoded)).isEqualTo(operation);
        assertThat(operation.body().hasActor()).isFalse();
    }

    @Test
    void the_largest_report_there_can_be_fits_into_an_operation() {
        String name = "a".repeat(Limits.FAULT_NAME_CHARS);
        String place = "studio.karangou."
                + "b".repeat(Limits.FAULT_NAME_CHARS - "studio.karangou.".length() - ".c:1".length()) + ".c:1";
        FaultReport largest = new FaultReport(
                name,
                Collections.nCopies(Limits.FAULT_CAUSES, name),
                Collections.nCopies(Limits.FAULT_FRAMES, place),
                "1".repeat(Limits.FAULT_VERSION_CHARS),
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                Limits.FAULT_COUNT);
        DeviceId device = new DeviceId(UUID.randomUUID());
        Operation operation = new Operation(
                device, 1, new OperationId(UUID.randomUUID()), new HybridTime(1, 0), null, new FaultReported(largest));

        assertThat(OperationCodec.encode(operation)).hasSizeLessThan(4_500);
        assertThat(OperationCodec.decode(device, 1, OperationCodec.encode(operation)))
                .isEqualTo(operation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Afi Mensah",
                "afi@exemple.tg",
                "/home/afi/film.mp4",
                "+22890123456",
                "5 000 F CFA",
                "java.lang.IllegalStateException: Afi",
                "",
                "a\nb",
                "Éyram"
            })
    void what_is_not_the_name_of_a_class_cannot_be_a_cause_nor_a_place(String text) {
        assertThat(FaultReport.isCause(text)).isFalse();
        assertThat(FaultReport.isFrame(text)).isFalse();
        assertThatThrownBy(() -> report(text, PLACE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> report("java.lang.Error", text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.util.List.of:12",
                "studio.karangou.desktop.app.Screens.page",
                "studio.karangou.desktop.app.Screens.page:1234567",
                "studio.karangou.desktop.app.Screens.page(Screens.java:12)"
            })
    void a_place_is_ours_and_has_a_line(String place) {
        assertThat(FaultReport.isFrame(place)).isFalse();
    }

    @Test
    void a_class_that_no_known_library_has_is_not_named() {
        FaultReport scrubbed = report("afi.mensah.Exception", PLACE).scrubbed();

        assertThat(scrubbed.causes()).containsExactly(FaultReport.OTHER);
        assertThat(report("java.io.IOException", PLACE).scrubbed().causes()).containsExactly("java.io.IOException");
    }

    @ParameterizedTest
    @CsvSource({
        "studio.karangou.desktop.app.A.b:12, studio.karangou.desktop.app.A.b:99, true",
        "studio.karangou.desktop.app.A.lambda$b$1:12, studio.karangou.desktop.app.A.lambda$b$7:12, true",
        "studio.karangou.desktop.app.A.b:12, studio.karangou.desktop.app.A.c:12, false"
    })
    void the_same_place_has_the_same_fingerprint_in_every_version(String one, String other, boolean same) {
        String first = report("java.lang.Error", one).fingerprint();

        assertThat(first).matches("[0-9a-f]{32}");
        assertThat(report("java.lang.Error", other).fingerprint().equals(first)).isEqualTo(same);
    }

    @Test
    void more_frames_or_a_greater_count_than_there_may_be_are_refused() {
        List<String> tooMany = Collections.nCopies(Limits.FAULT_FRAMES + 1, PLACE);

        assertThatThrownBy(() -> new FaultReport(
                        FaultReport.UNEXPECTED,
                        List.of("java.lang.Error"),
                        tooMany,
                        "0",
                        SystemFamily.LINUX,
                        DeviceProfile.LIEU,
                        1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(report("java.lang.Error", PLACE).counted(Integer.MAX_VALUE).count())
                .isEqualTo(Limits.FAULT_COUNT);
    }

    @Test
    void a_report_that_was_cut_is_refused() {
        byte[] encoded = OperationCodec.encode(new Operation(
                new DeviceId(UUID.randomUUID()),
                1,
                new OperationId(UUID.randomUUID()),
                new HybridTime(1, 0),
                null,
                new FaultReported(report("java.lang.Error", PLACE))));
        int cut = encoded.length / 2;

        assertThatThrownBy(() -> OperationCodec.decode(new DeviceId(UUID.randomUUID()), 1, Arrays.copyOf(encoded, cut)))
                .isInstanceOf(FailureException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.9, 0.10, -1",
        "1.0, 1.0.0, 0",
        "1.0-SNAPSHOT, 1.0, -1",
        "1.0, 1.0-SNAPSHOT, 1",
        "2.0, 1.99.99, 1",
        "1.0-alpha, 1.0-beta, -1",
        "00001, 1, 0",
        "99999999999999999999, 100000000000000000000, -1"
    })
    void versions_have_an_order(String one, String other, int order) {
        assertThat(Integer.signum(VersionOrder.OLDEST_FIRST.compare(one, other)))
                .isEqualTo(order);
    }

    private static FaultReport report(String cause, String place) {
        return new FaultReport(
                FaultReport.UNEXPECTED,
                List.of(cause),
                List.of(place),
                "0.1.0",
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                1);
    }
}
