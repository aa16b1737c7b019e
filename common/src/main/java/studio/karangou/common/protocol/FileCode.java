package studio.karangou.common.protocol;

import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import studio.karangou.common.model.Crockford;

/// The code that a device without a network shows beside its request: ten characters of Crockford's base 32, 50 bits.
/// It is carried by a person and is in no file, so that a file made by who does not know it is noticed, both ways.
///
/// @param canonical ten characters, upper case, without the dash
public record FileCode(String canonical) {
    /// Characters, without the dash.
    public static final int LENGTH = 10;

    private static final Pattern FORM = Pattern.compile("[" + Crockford.ALPHABET + "]{" + LENGTH + "}");
    private static final int TYPED_LIMIT = 40;

    public FileCode {
        if (!FORM.matcher(canonical).matches()) {
            throw new IllegalArgumentException("not a code of ten characters");
        }
    }

    /// Draws a new code.
    ///
    /// @param random unguessable
    public static FileCode draw(RandomGenerator random) {
        return new FileCode(Crockford.draw(random, LENGTH));
    }

    /// Reads what a person typed: any case, with or without dash and spaces, O for 0, I and L for 1.
    public static Optional<FileCode> parse(String typed) {
        if (typed.length() > TYPED_LIMIT) {
            return Optional.empty();
        }
        String code = Crockford.typed(typed);
        return FORM.matcher(code).matches() ? Optional.of(new FileCode(code)) : Optional.empty();
    }

    /// As it is shown: `7KQ4M-2RD9X`.
    public String shown() {
        return canonical.substring(0, LENGTH / 2) + "-" + canonical.substring(LENGTH / 2);
    }

    /// Says nothing of the code, so that it reaches no log.
    @Override
    public String toString() {
        return "FileCode[…]";
    }
}
