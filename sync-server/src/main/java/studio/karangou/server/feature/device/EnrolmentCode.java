package studio.karangou.server.feature.device;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Crockford;

/// The one-time code that makes a device one of a venue's: eight characters of Crockford's base 32, 40 bits.
/// It lives for a day, attempts are limited, and the server keeps its hash only.
///
/// @param canonical eight characters, upper case, without the dash
record EnrolmentCode(String canonical) {
    private static final int LENGTH = 8;
    private static final Pattern FORM = Pattern.compile("[" + Crockford.ALPHABET + "]{" + LENGTH + "}");
    private static final int TYPED_LIMIT = 32;

    static EnrolmentCode draw(RandomGenerator random) {
        return new EnrolmentCode(Crockford.draw(random, LENGTH));
    }

    /// Reads what a person typed: any case, with or without dash and spaces, O for 0, I and L for 1.
    static Optional<EnrolmentCode> parse(String typed) {
        if (typed.length() > TYPED_LIMIT) {
            return Optional.empty();
        }
        String code = Crockford.typed(typed);
        return FORM.matcher(code).matches() ? Optional.of(new EnrolmentCode(code)) : Optional.empty();
    }

    Bytes hash() {
        byte[] text = ("karangou-enrolment\n" + canonical).getBytes(StandardCharsets.US_ASCII);
        return Bytes.of(ContentAddress.newDigest().digest(text));
    }

    /// As it is shown: `7KQ4-M2RD`.
    String shown() {
        return canonical.substring(0, LENGTH / 2) + "-" + canonical.substring(LENGTH / 2);
    }

    /// Says nothing of the code, so that it reaches no log.
    @Override
    public String toString() {
        return "EnrolmentCode[…]";
    }
}
