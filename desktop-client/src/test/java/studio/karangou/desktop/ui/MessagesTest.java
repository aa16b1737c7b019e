package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.Sentences;

/// Every sentence in both languages, and written as French is.
class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path BUNDLES = Path.of("src/main/resources/studio/karangou/desktop");
    /// Where the code names a key: as a text to say, or as a failure's code.
    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:[.-][a-z0-9-]+)*\\.[a-z0-9.-]+)\"");
    /// What looks like a key and is none; and a word of the server that is understood here and never said.
    private static final Pattern NO_KEY = Pattern.compile(
            ".*\\.(css|ttf|properties|new|html|m3u8|vtt|mv\\.db|journal|json|key|log|cbor|bin|mp4|m4s|cache|db|lock|tmp|part)"
                    + "|(user|os|java|prism|glass|javafx|jna|vlcj|jdk|films|sync|time|device|sun|org|h2|x)\\..*"
                    + "|karangou\\.css|XXXX.*|.*\\.todo"
                    // what only a server says, and the client only compares
                    + "|playback\\.unknown-viewing");

    @Test
    void every_key_used_exists_in_both_languages() {
        Sentences french = new Sentences(Locale.FRENCH, Texts.BUNDLE);
        Set<String> english = ownKeys("messages_en.properties");
        Set<String> missing = new TreeSet<>();
        Set<String> families = ownKeys("messages.properties").stream()
                .map(key -> key.contains(".") ? key.substring(0, key.indexOf('.')) : key)
                .collect(Collectors.toSet());
        for (String key : keysUsed()) {
            boolean family = families.contains(key.substring(0, key.indexOf('.')));
            // what ends with a point is the beginning of several
            boolean known = key.endsWith(".")
                    ? english.stream().anyMatch(one -> one.startsWith(key))
                    : french.has(key)
                            && (english.contains(key)
                                    || !ownKeys("messages.properties").contains(key));
            if (family && !known) {
                missing.add(key);
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void both_languages_have_the_same_keys_once() {
        assertThat(ownKeys("messages_en.properties")).isEqualTo(ownKeys("messages.properties"));
        for (String bundle : List.of("messages.properties", "messages_en.properties")) {
            List<String> keys = entries(bundle).map(entry -> entry[0]).toList();
            assertThat(keys).as(bundle).doesNotHaveDuplicates();
        }
    }

    @Test
    void placeholders_are_the_same_in_both_languages() {
        Set<String> different = new TreeSet<>();
        entries("messages.properties")
                .forEach(french -> entries("messages_en.properties")
                        .filter(english -> english[0].equals(french[0]))
                        .filter(english -> !placeholders(english[1]).equals(placeholders(french[1])))
                        .forEach(english -> different.add(french[0])));
        assertThat(different).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages.properties", "messages_en.properties"})
    void every_pattern_can_be_formatted_and_has_typographic_apostrophes(String bundle) {
        entries(bundle).forEach(entry -> {
            assertThat(new MessageFormat(entry[1], Locale.FRENCH).format(new Object[] {1, 2, 3, 4}))
                    .as(entry[0])
                    .isNotEmpty();
            if (!entry[0].startsWith("format.pattern.")) {
                assertThat(entry[1]).as(entry[0]).doesNotContain("'");
            }
        });
    }

    @Test
    void french_has_its_unbreakable_spaces() {
        Pattern loose = Pattern.compile("[^\\u00a0\\u202f\\s][;!?»](?![a-zA-Z0-9&=])| [:;!?»]|« |«[^\\u00a0\\u202f]");
        Set<String> wrong = new TreeSet<>();
        entries("messages.properties")
                .filter(entry -> loose.matcher(entry[1]).find())
                .forEach(entry -> wrong.add(entry[0]));
        assertThat(wrong).isEmpty();
    }

    private static Set<String> keysUsed() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            Set<String> keys = new HashSet<>();
            files.filter(file -> file.toString().endsWith(".java")).forEach(file -> {
                Matcher matcher = KEY.matcher(read(file));
                while (matcher.find()) {
                    if (!NO_KEY.matcher(matcher.group(1)).matches()) {
                        keys.add(matcher.group(1));
                    }
                }
            });
            assertThat(keys).hasSizeGreaterThan(150);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> placeholders(String pattern) {
        return Pattern.compile("\\{(\\d)")
                .matcher(pattern)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static Set<String> ownKeys(String bundle) {
        return entries(bundle).map(entry -> entry[0]).collect(Collectors.toSet());
    }

    private static Stream<String[]> entries(String bundle) {
        List<String[]> entries = new ArrayList<>();
        for (String line : read(BUNDLES.resolve(bundle)).split("\n", -1)) {
            int at = line.indexOf('=');
            if (at > 0 && !line.startsWith("#")) {
                entries.add(new String[] {line.substring(0, at), line.substring(at + 1)});
            }
        }
        return entries.stream();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
