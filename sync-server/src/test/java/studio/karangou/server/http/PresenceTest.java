package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.FailureException;

class PresenceTest {
    record Inner(String needed, @Nullable String free) {}

    record Outer(Inner inner, List<Inner> several) {}

    @Test
    void what_may_be_absent_may_be_absent() {
        assertThatCode(() -> Presence.check(new Outer(new Inner("a", null), List.of(new Inner("b", "c")))))
                .doesNotThrowAnyException();
    }

    @Test
    void what_is_needed_is_named_by_its_path() {
        missing("inner", new Outer(null, List.of()));
        missing("several", new Outer(new Inner("a", null), null));
        missing("inner.needed", new Outer(new Inner(null, null), List.of()));
        missing(
                "several.1.needed",
                new Outer(new Inner("a", null), List.of(new Inner("b", null), new Inner(null, ""))));
        missing("several.0", new Outer(new Inner("a", null), Arrays.asList((Inner) null)));
    }

    private static void missing(String path, Object value) {
        assertThat(catchThrowableOfType(FailureException.class, () -> Presence.check(value))
                        .failure())
                .isEqualTo(new RequestFailure.BadBody(path));
    }
}
