package studio.karangou.common.model;

import java.util.Locale;
import java.util.random.RandomGenerator;

/// Codes that people read out and type: Crockford's base 32, without the letters I, L, O and U.
public final class Crockford {
    public static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Crockford() {}

    /// Draws so many characters.
    public static String draw(RandomGenerator random, int length) {
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /// What a person typed, in one form: any case, with or without dash and spaces, O for 0, I and L for 1.
    /// Whether it is a code is still to be checked.
    public static String typed(String text) {
        return text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }
}
