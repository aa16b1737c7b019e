package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.ParcelFailure;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.server.app.AppFailures;
import studio.karangou.server.backup.BackupFailure;
import studio.karangou.server.db.DatabaseFailure;
import studio.karangou.server.feature.catalogue.CatalogueFailure;
import studio.karangou.server.feature.device.DeviceFailure;
import studio.karangou.server.feature.fault.FaultFailure;
import studio.karangou.server.feature.people.AccountFailure;
import studio.karangou.server.feature.people.PeopleFailure;
import studio.karangou.server.feature.playback.PlaybackFailure;
import studio.karangou.server.feature.sync.SyncFailure;
import studio.karangou.server.keys.KeysFailure;
import studio.karangou.server.storage.StorageFailure;

/// Every failure that the server knows has a code, a status, and a sentence in both languages.
class FailureSentencesTest {
    private static final String BUNDLE = "studio.karangou.server.messages";

    static Stream<Failure> failures() {
        Stream<Class<?>> sealed = Stream.concat(
                Stream.of(
                        RequestFailure.class,
                        DatabaseFailure.class,
                        CatalogueFailure.class,
                        DeviceFailure.class,
                        FaultFailure.class,
                        PeopleFailure.class,
                        AccountFailure.class,
                        PlaybackFailure.class,
                        SyncFailure.class,
                        KeysFailure.class,
                        TlsFailure.class,
                        BackupFailure.class,
                        StorageFailure.class,
                        ParcelFailure.class,
                        ProtocolFailure.class),
                AppFailures.types());
        Stream<Failure> records = sealed.flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .map(FailureSentencesTest::example);
        return Stream.concat(records, Arrays.stream(QuarantineReason.values()));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void has_a_sentence_in_french_and_in_english(Failure failure) {
        String french = new Sentences(Locale.FRENCH, BUNDLE).of(failure);
        String english = new Sentences(Locale.ENGLISH, BUNDLE).of(failure);

        assertThat(failure.code()).matches("[a-z]+(\\.[a-z]+(-[a-z]+)*)+");
        assertThat(french).isNotBlank().doesNotContain("{", "'").isNotEqualTo(english);
        assertThat(english).isNotBlank().doesNotContain("{", "'");
        for (Object argument : failure.arguments()) {
            assertThat(digits(french)).contains(digits(argument.toString()));
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void is_answered_with_an_error_status(Failure failure) {
        assertThat(ProblemWriter.status(failure)).isBetween(400, 599);
    }

    @Test
    void both_bundles_hold_the_same_keys_and_french_has_its_spaces() {
        Properties french = load("messages.properties");
        Properties english = load("messages_en.properties");

        assertThat(french.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (String key : french.stringPropertyNames()) {
            assertThat(french.getProperty(key))
                    .as(key)
                    .doesNotMatch(".*[ ][:;!?»%].*")
                    .doesNotMatch(".*« .*");
        }
    }

    private static Failure example(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> value(component.getType()))
                .toArray();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return (Failure) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Class<?> type) {
        return switch (type.getName()) {
            case "int" -> 4711;
            case "long" -> 4711L;
            case "java.lang.String" -> "exemple";
            case "studio.karangou.common.model.DeviceProfile" -> DeviceProfile.BORNE;
            default -> {
                assertThat(type).isEqualTo(ContentAddress.class);
                yield new ContentAddress("ab".repeat(32));
            }
        };
    }

    /// Without the separators that a language puts between digits.
    private static String digits(String text) {
        return text.replaceAll("(?<=\\d)[,\\u202F\\u00A0](?=\\d)", "");
    }

    private static Properties load(String name) {
        try (InputStream in = Objects.requireNonNull(
                FailureSentencesTest.class.getResourceAsStream("/studio/karangou/server/" + name))) {
            Properties properties = new Properties();
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
