package studio.karangou.server.feature.people;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import studio.karangou.common.protocol.PeopleApi;

/// An e-mail address or a phone number.
///
/// @param text as it is written to
/// @param normal under which it is one and the same, however it was typed
record Contact(ContactKind kind, String text, String normal) {
    /// What mail programs can address: no blanks, brackets, quotes or commas, which only make headers ambiguous.
    private static final Pattern LOCAL = Pattern.compile("[^\\s\\p{Cntrl}@<>()\\[\\],;:\\\\\"]{1,64}");

    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    /// ITU-T E.164: at most fifteen digits.
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");

    private static final int PHONE_TYPED = 32;

    /// Reads an e-mail address. Case does not tell two apart: no mail server of today does.
    static Optional<Contact> email(String typed) {
        String text = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
        int at = text.lastIndexOf('@');
        if (text.length() > PeopleApi.EMAIL_MOST || at < 0) {
            return Optional.empty();
        }
        String local = text.substring(0, at);
        String domain;
        try {
            domain = IDN.toASCII(text.substring(at + 1)).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // not a name of any domain
        }
        if (!LOCAL.matcher(local).matches() || !DOMAIN.matcher(domain).matches()) {
            return Optional.empty();
        }
        return Optional.of(
                new Contact(ContactKind.EMAIL, local + "@" + domain, local.toLowerCase(Locale.ROOT) + "@" + domain));
    }

    /// Reads a phone number in international form; `00` may stand for `+`.
    static Optional<Contact> phone(String typed) {
        if (typed.length() > PHONE_TYPED) {
            return Optional.empty();
        }
        String digits = typed.replaceAll("[\\s.()\\u2011-]", "");
        String number = digits.startsWith("00") ? "+" + digits.substring(2) : digits;
        return PHONE.matcher(number).matches()
                ? Optional.of(new Contact(ContactKind.PHONE, number, number))
                : Optional.empty();
    }

    /// Says nothing of the address, so that it reaches no log.
    @Override
    public String toString() {
        return "Contact[" + kind + "]";
    }
}
