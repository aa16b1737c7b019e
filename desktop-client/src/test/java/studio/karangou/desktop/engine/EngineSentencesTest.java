package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.engine.delivery.ShowingFailure;
import studio.karangou.desktop.engine.disk.DriveFailure;
import studio.karangou.desktop.engine.enrolment.EnrolmentFailure;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.keychain.KeychainFailure;
import studio.karangou.desktop.engine.neighbour.NeighbourFailure;
import studio.karangou.desktop.engine.roads.RoadFailure;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.engine.sync.SyncFailure;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;

public class EngineSentencesTest {
    private static final List<Class<? extends Failure>> FAILURES = List.of(
            StoreFailure.class,
            KeychainFailure.class,
            ServerFailure.class,
            SyncFailure.class,
            EnrolmentFailure.class,
            DriveFailure.class,
            RoadFailure.class,
            NeighbourFailure.class,
            DownloadFailure.class,
            ShowingFailure.class,
            PeopleFailure.class,
            DoorFailure.class);

    /// An example of every failure of the engines.
    public static Stream<Failure> failures() {
        return FAILURES.stream()
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .map(EngineSentencesTest::example);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_has_a_sentence_in_both_languages(Failure failure) {
        String french = new Sentences(Locale.FRENCH, "studio.karangou.desktop.messages").of(failure);
        String english = new Sentences(Locale.ENGLISH, "studio.karangou.desktop.messages").of(failure);
        assertThat(french).doesNotContain("{", "'").doesNotContainPattern("[^\u00A0\u202F]([;!?»]|:(?!//))");
        assertThat(english).doesNotContain("{", "'");
        if (!(failure instanceof ServerFailure.Refused)) {
            assertThat(english).isNotEqualTo(french);
        }
    }

    static Stream<Arguments> reasons() {
        List<String> unreadable =
                List.of(new ProtocolFailure.Malformed("operation").code(), new ProtocolFailure.UnknownKind(9).code());
        return Stream.concat(Arrays.stream(QuarantineReason.values()).map(QuarantineReason::code), unreadable.stream())
                .flatMap(code -> Stream.of(Arguments.of(code, Locale.FRENCH), Arguments.of(code, Locale.ENGLISH)));
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void every_reason_for_which_a_server_sets_something_aside_has_a_sentence_here(String code, Locale locale) {
        Operation operation = new Operation(
                new DeviceId(new UUID(0, 1)),
                1,
                new OperationId(new UUID(0, 2)),
                new HybridTime(1, 0),
                null,
                new OperationBody.MessagePosted(new FilmId(new UUID(0, 3)), "Afi", "Bonsoir"));
        Failure said = QuarantineReason.said(code, operation).orElseThrow();
        assertThat(said.code()).isEqualTo(code);
        assertThat(new Sentences(locale, "studio.karangou.desktop.messages").of(said))
                .isNotBlank()
                .doesNotContain("{", "'");
        assertThat(QuarantineReason.said(code + "-tomorrow", operation)).isEmpty();
    }

    private static Failure example(Class<?> type) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return (Failure) constructor.newInstance(Arrays.stream(type.getRecordComponents())
                    .map(component -> value(component.getType()))
                    .toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "int" -> 3;
            case "long" -> 4_000L;
            case "String" -> "quelque chose";
            case "Instant" -> Instant.parse("2026-12-24T00:00:00Z");
            case "List" -> List.of();
            default -> throw new IllegalArgumentException(type.getName());
        };
    }
}
