package studio.karangou.common.model;

import java.util.random.RandomGenerator;

/// The code that a contributor carries to an agency: eight characters of Crockford's base 32
/// (no I, L, O, U), the last one a check character by the Luhn algorithm modulo 32
/// (ISO/IEC 7812-1 annex B, generalised), so one wrong character is always noticed.
///
/// The 35 random bits are drawn offline, so two vouchers in the world may share a code;
/// the contribution's id in the QR code is what tells them apart.
///
/// @param canonical eight characters, upper case, without the dash
public record VoucherCode(String canonical) {
    private static final int LENGTH = 8;

    public VoucherCode {
        if (canonical.length() != LENGTH || checksum(canonical) != 0) {
            throw new IllegalArgumentException("not a voucher code");
        }
    }

    /// Draws a new code.
    public static VoucherCode draw(RandomGenerator random) {
        String code = Crockford.draw(random, LENGTH - 1);
        int check = checksum(code + "0");
        return new VoucherCode(code + Crockford.ALPHABET.charAt((32 - check) % 32));
    }

    /// Reads what a person typed: any case, with or without dash and spaces, O for 0, I and L for 1.
    ///
    /// @throws IllegalArgumentException if it is not a code
    public static VoucherCode parse(String typed) {
        String code = Crockford.typed(typed);
        return new VoucherCode(code);
    }

    /// As it is printed: `7KQ4-M2RD`.
    @Override
    public String toString() {
        return canonical.substring(0, 4) + "-" + canonical.substring(4);
    }

    private static int checksum(String code) {
        int sum = 0;
        int factor = 1;
        for (int i = code.length() - 1; i >= 0; i--) {
            int value = Crockford.ALPHABET.indexOf(code.charAt(i));
            if (value < 0) {
                throw new IllegalArgumentException("not a voucher code");
            }
            int addend = factor * value;
            sum += addend / 32 + addend % 32;
            factor = 3 - factor;
        }
        return sum % 32;
    }
}
