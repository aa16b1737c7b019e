package studio.karangou.server.feed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Some scopes in one statement: a branch each, so that the index by scope and position gives each one's rows in order
/// and none more than asked for. (`scope in (…) order by position` would sort all that lies behind the place, or pass
/// by all that concerns others.)
record Scopes(List<@Nullable UUID> scopes) {
    private static final int MOST = 64;
    private static final String ROWS = "select position, payload from feed_change"
            + " where :scope and position > :after and position <= :upTo order by scope, position limit :limit";

    static List<Scopes> of(Collection<@Nullable UUID> all) {
        List<@Nullable UUID> rest = new ArrayList<>(all);
        List<Scopes> some = new ArrayList<>();
        for (int from = 0; from < rest.size(); from += MOST) {
            some.add(new Scopes(rest.subList(from, Math.min(rest.size(), from + MOST))));
        }
        return some;
    }

    /// Rows between `after` and `upTo`, at most `limit`.
    String between() {
        return "select position, payload from (" + each(ROWS) + ") as concerned order by position limit :limit";
    }

    /// A select for each scope, in which `:scope` stands for the condition.
    String each(String select) {
        return IntStream.range(0, scopes.size())
                .mapToObj(i -> "("
                        + select.replace(":scope", scopes.get(i) == null ? "scope is null" : "scope = :s" + i) + ")")
                .collect(Collectors.joining(" union all "));
    }

    Map<String, UUID> values() {
        Map<String, UUID> values = new HashMap<>();
        for (int i = 0; i < scopes.size(); i++) {
            UUID scope = scopes.get(i);
            if (scope != null) {
                values.put("s" + i, scope);
            }
        }
        return values;
    }
}
