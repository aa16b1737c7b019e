package studio.karangou.common.protocol;

import java.util.Comparator;

/// Versions of the program, the older first: numbers as numbers, and what has a word behind it (`1.0-SNAPSHOT`) before
/// what has not (Semantic Versioning 2.0.0, section 11, as far as we use it).
public enum VersionOrder implements Comparator<String> {
    OLDEST_FIRST;

    @Override
    public int compare(String one, String other) {
        String[] left = one.split("[.+-]", -1);
        String[] right = other.split("[.+-]", -1);
        for (int at = 0; at < Math.max(left.length, right.length); at++) {
            int order = part(at < left.length ? left[at] : "0", at < right.length ? right[at] : "0");
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int part(String one, String other) {
        boolean number = isNumber(one);
        if (number != isNumber(other)) {
            return number ? 1 : -1;
        }
        if (!number) {
            return one.compareTo(other);
        }
        String left = one.replaceFirst("^0+(?=.)", "");
        String right = other.replaceFirst("^0+(?=.)", "");
        int longer = Integer.compare(left.length(), right.length());
        return longer != 0 ? longer : left.compareTo(right);
    }

    private static boolean isNumber(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
