package studio.karangou.desktop.engine.people;

import java.util.stream.IntStream;
import studio.karangou.desktop.feature.people.DoorFailure;

/// What a code of this device must be: whoever has the disk can try as many as their computers take, each at
/// the cost of one Argon2id.
final class DeviceCode {
    static final int LEAST = 8;
    private static final int DIFFERENT = 4;

    private DeviceCode() {}

    /// @throws studio.karangou.common.model.FailureException with [DoorFailure.DeviceCodeWeak]
    static void check(String code, String phone) {
        boolean weak = code.codePointCount(0, code.length()) < LEAST
                || code.codePoints().distinct().count() < DIFFERENT
                || isRow(code)
                || phone.replaceAll("[^0-9]", "").contains(code);
        if (weak) {
            throw new DoorFailure.DeviceCodeWeak(LEAST).asException();
        }
    }

    /// As 12345678 and 87654321.
    private static boolean isRow(String code) {
        int step = code.charAt(1) - code.charAt(0);
        return Math.abs(step) <= 1
                && IntStream.range(1, code.length()).allMatch(i -> code.charAt(i) - code.charAt(i - 1) == step);
    }
}
