package studio.karangou.server.retention;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/// How many days what is kept.
public record RetentionPeriods(Map<String, Integer> days) {
    /// @throws NullPointerException if one is null
    public RetentionPeriods {
        days = Map.copyOf(days);
    }

    /// What holds if nobody says otherwise.
    public static RetentionPeriods standard() {
        return of(RetentionRule::standardDays);
    }

    /// The codes of all rules.
    public static List<String> rules() {
        return Arrays.stream(RetentionRule.values()).map(RetentionRule::code).toList();
    }

    /// The fewest days that a rule can be set to. A viewing must be there to be counted while its token is good; a
    /// month without a network is a normal day, and no reason to read everything anew.
    public static int least(String rule) {
        if (rule.equals(RetentionRule.FEED.code())) {
            return 31;
        }
        return rule.equals(RetentionRule.VIEWINGS.code()) ? RetentionRule.VIEWINGS.standardDays() : 1;
    }

    /// Other days for some.
    public RetentionPeriods with(Map<String, Integer> others) {
        return of(rule -> others.getOrDefault(rule.code(), of(rule)));
    }

    int of(RetentionRule rule) {
        return days.getOrDefault(rule.code(), rule.standardDays());
    }

    private static RetentionPeriods of(ToIntFunction<RetentionRule> days) {
        return new RetentionPeriods(
                Arrays.stream(RetentionRule.values()).collect(Collectors.toMap(RetentionRule::code, days::applyAsInt)));
    }
}
