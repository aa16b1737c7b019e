package studio.karangou.desktop.feature.player;

import java.time.Duration;

/// Times as a player shows them: `2:05`, `1:02:03`. The same in every language.
public final class ClockText {
    private ClockText() {}

    /// Whole seconds, rounded towards zero; a negative time is shown with a minus sign.
    public static String of(Duration time) {
        long seconds = Math.abs(time.toMillis()) / 1_000;
        String sign = time.isNegative() && seconds > 0 ? "−" : "";
        long hours = seconds / 3600;
        return hours > 0
                ? "%s%d:%02d:%02d".formatted(sign, hours, seconds / 60 % 60, seconds % 60)
                : "%s%d:%02d".formatted(sign, seconds / 60, seconds % 60);
    }
}
