package studio.karangou.server.feature.people;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import me.gosimple.nbvcxz.Nbvcxz;
import me.gosimple.nbvcxz.resources.ConfigurationBuilder;
import me.gosimple.nbvcxz.resources.Dictionary;
import me.gosimple.nbvcxz.resources.DictionaryBuilder;
import studio.karangou.common.protocol.PeopleApi;

/// Which passwords are good enough (OWASP ASVS 5.0, 6.2): long enough, not among those that are tried first, in
/// English or here, not known from a breach. Nothing about kinds of characters.
public final class PasswordRules {
    /// So many guesses take years through our limits, and some money on a stolen hash.
    private static final BigDecimal GUESSES = BigDecimal.TEN.pow(8);
    /// The estimate takes ever longer for longer passwords; who chose so many good characters may add what they
    /// like.
    private static final int ESTIMATED_CHARS = 64;
    private static final long ESTIMATE_MILLIS = 200;
    private static final int SHORTEST_WORD = 3;
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    private final BreachedPasswords breached;
    private final PasswordHashing queue;

    /// @param queue in which the estimate waits for a core too
    public PasswordRules(BreachedPasswords breached, PasswordHashing queue) {
        this.breached = breached;
        this.queue = queue;
    }

    /// Holds a password against the rules.
    ///
    /// @param personal words that an attacker knows: name, address
    /// @throws studio.karangou.common.model.FailureException with a [PeopleFailure]
    public void check(String password, List<String> personal) {
        if (password.codePointCount(0, password.length()) < PeopleApi.PASSWORD_LEAST) {
            throw new PeopleFailure.PasswordTooShort(PeopleApi.PASSWORD_LEAST).asException();
        }
        if (password.length() > PeopleApi.PASSWORD_MOST) {
            throw new PeopleFailure.PasswordTooLong(PeopleApi.PASSWORD_MOST).asException();
        }
        if (queue.inTurn(() -> guesses(password, personal)).compareTo(GUESSES) < 0) {
            throw new PeopleFailure.PasswordGuessable().asException();
        }
        if (breached.contain(password)) {
            throw new PeopleFailure.PasswordBreached().asException();
        }
    }

    private BigDecimal guesses(String password, List<String> personal) {
        List<String> words = new ArrayList<>(List.of("karangou"));
        personal.stream()
                .flatMap(text -> Arrays.stream(text.toLowerCase(Locale.ROOT).split("[\\s@._+-]+", -1)))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .forEach(words::add);
        List<Dictionary> all = new ArrayList<>(Words.DICTIONARIES);
        all.add(new DictionaryBuilder()
                .setDictionaryName("personal")
                .setExclusion(true)
                .addWords(words, 1)
                .createDictionary());
        Nbvcxz estimator = new Nbvcxz(new ConfigurationBuilder()
                .setDictionaries(all)
                .setLocale(Locale.ENGLISH)
                .setMaxLength(ESTIMATED_CHARS)
                .setCombinationAlgorithmTimeout(ESTIMATE_MILLIS)
                .createConfiguration());
        String estimated = password.substring(0, Math.min(ESTIMATED_CHARS, password.length()));
        return estimator.estimate(estimated).getGuesses();
    }

    /// Read when the first password comes: a server that only syncs never needs them.
    private static final class Words {
        private static final String FRENCH = "/studio/karangou/server/guessable.fr.txt";
        private static final List<Dictionary> DICTIONARIES = all();

        private static List<Dictionary> all() {
            List<Dictionary> all = new ArrayList<>(ConfigurationBuilder.getDefaultDictionaries());
            DictionaryBuilder french =
                    new DictionaryBuilder().setDictionaryName("french").setExclusion(false);
            List<String> words = french();
            for (int i = 0; i < words.size(); i++) {
                french.addWord(words.get(i), i + 1);
                String plain = ACCENTS.matcher(Normalizer.normalize(words.get(i), Normalizer.Form.NFD))
                        .replaceAll("");
                if (!plain.equals(words.get(i))) {
                    french.addWord(plain, i + 1);
                }
            }
            all.add(french.createDictionary());
            return List.copyOf(all);
        }

        /// The most likely first.
        private static List<String> french() {
            try (InputStream in = PasswordRules.class.getResourceAsStream(FRENCH)) {
                return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("#"))
                        .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                        .distinct()
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException("a file of our own", e);
            }
        }
    }
}
