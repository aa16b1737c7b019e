package studio.karangou.desktop.feature.player;

import studio.karangou.common.protocol.Limits;

/// How many people watched, as a host says it; one as long as nobody said anything that is a number of people.
final class Audience {
    private int people = 1;

    int people() {
        return people;
    }

    /// @return whether it is a number of people
    boolean typed(String text) {
        String digits = text.replaceAll("[\\s\\h]", ""); // as in 1 200
        boolean valid = digits.matches("\\d{1,6}")
                && Integer.parseInt(digits) >= 1
                && Integer.parseInt(digits) <= Limits.AUDIENCE;
        people = valid ? Integer.parseInt(digits) : 1;
        return valid;
    }
}
