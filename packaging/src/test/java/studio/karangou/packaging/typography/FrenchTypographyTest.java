package studio.karangou.packaging.typography;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// French spaces (Imprimerie nationale, "Lexique des règles typographiques"): a no-break one before a colon, a per cent
/// sign and inside guillemets, a narrow no-break one before `;`, `!` and `?`. An ordinary one lets a line begin with a
/// sign. An apostrophe is the typographic one.
class FrenchTypographyTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern WRONG = Pattern.compile("(?<!\\u202f)[;!?](?![\\w&=])"
            + "|\\p{L}'\\p{L}|[ \\u202f][:%»](?=[\\s.,)|»]|$)|(?<=[\\p{L}\\p{N})}])[:»](?=\\s|$)|«(?!\\u00a0)");
    private static final Pattern CODE = Pattern.compile("```.*?```|`[^`]*`", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\([^)]*\\)|<[^>]+>|!(?=\\[)");
    private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern ORDINARY = Pattern.compile("(?<=[\"\\p{L}\\p{N})»]) [:%»;!?](?=[\\s\"]|$)");
    private static final Pattern STRAIGHT = Pattern.compile("\\p{L}'\\p{L}|«(?!\\u00a0)|(?<!\\u202f)[!;?](?=[\\s\"])");
    private static final Pattern FRENCH_WORD = Pattern.compile("[éèàêçùôîÉÀ«]|\\b(Il manque|Installation|Option)\\b");

    static Stream<Path> bundles() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules
                    .flatMap(module -> {
                        Path texts = module.resolve("src/main/resources/studio/karangou");
                        return Files.isDirectory(texts) ? found(texts, "messages.properties") : Stream.empty();
                    })
                    .toList()
                    .stream();
        }
    }

    static Stream<Path> documents() {
        return found(ROOT.resolve("docs"), ".fr.md");
    }

    static Stream<Path> scripts() {
        return found(ROOT.resolve("packaging"), ".sh");
    }

    @Test
    void there_is_something_to_look_at() throws IOException {
        assertThat(bundles()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(documents()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(scripts()).hasSizeGreaterThanOrEqualTo(5);
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void a_bundle_has_french_spaces(Path file) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#") && WRONG.matcher(text(line)).find()) {
                wrong.add(line);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void a_document_has_french_spaces(Path file) throws IOException {
        String prose = CODE.matcher(Files.readString(file)).replaceAll("x");

        assertThat(LINK.matcher(prose)
                        .replaceAll("")
                        .lines()
                        .filter(line -> WRONG.matcher(line).find()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void what_a_script_says_in_french_has_french_spaces(Path file) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            Matcher quoted = QUOTED.matcher(line.strip().startsWith("#") ? "" : line);
            while (quoted.find()) {
                String said = quoted.group().replaceAll("\\$\\{[^}]*}|\\$\\w+|\\$", "x");
                said = said.substring(1, said.length() - 1);
                if (FRENCH_WORD.matcher(said).find() && WRONG.matcher(said).find()) {
                    wrong.add(line);
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    /// The commands of this module speak French in their code: the demo and the tour have no bundles.
    @Test
    void what_a_command_says_in_french_has_french_spaces() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file :
                found(ROOT.resolve("packaging/src/main/java"), 12, ".java").toList()) {
            for (String line : Files.readAllLines(file)) {
                Matcher quoted = QUOTED.matcher(line.strip().startsWith("//") ? "" : line);
                while (quoted.find()) {
                    if (isWrongFrench(quoted.group())) {
                        wrong.add(file.getFileName() + ": " + line.strip());
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            '"Serveur : "', true
            '"Profil : lieu, borne ou studio. Profile: lieu, borne or studio."', true
            '"Ce fichier ne peut pas être lu\u00a0: "', false
            '" : prêt"', true
            '" : "', true
            '": "', false
            'title + ": " + reason', false
            '" %"', true
            '"Continuer ?"', true
            """)
    void a_wrong_space_in_code_is_found(String literal, boolean wrong) {
        Matcher quoted = QUOTED.matcher(literal);
        assertThat(quoted.find() && isWrongFrench(quoted.group())).isEqualTo(wrong);
    }

    /// An ordinary space before a colon or a per cent sign is French whatever the words; of the rest only what is
    /// surely French counts, as code speaks English too, also in the same breath.
    private static boolean isWrongFrench(String literal) {
        return literal.length() > 3
                && (ORDINARY.matcher(literal).find()
                        || (FRENCH_WORD.matcher(literal).find()
                                && STRAIGHT.matcher(literal).find()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            'Merci !', true
            'Merci!', true
            'Merci\u00a0!', true
            'Merci\u202f!', false
            'Envoi : 3', true
            'Envoi: 3', true
            'Envoi\u202f: 3', true
            'Envoi\u00a0: 3', false
            'le code « A »', true
            'le code «\u00a0A\u00a0»', false
            'https://x.example/?q=1', false
            '12 %', true
            '12\u00a0%', false
            'l''affiche', true
            'l’affiche', false
            """)
    void a_wrong_space_is_found(String text, boolean wrong) {
        assertThat(WRONG.matcher(text).find()).isEqualTo(wrong);
    }

    private static String text(String line) {
        return line.substring(line.indexOf('=') + 1);
    }

    private static Stream<Path> found(Path folder, String ending) {
        return found(folder, 6, ending);
    }

    private static Stream<Path> found(Path folder, int depth, String ending) {
        try (Stream<Path> all = Files.walk(folder, depth)) {
            return all
                    .filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.toString().contains("target"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
