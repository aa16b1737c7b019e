package studio.karangou.server.http;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Holds what came as JSON against what our records say: a component that is not `@Nullable` is there.
/// Jackson alone fills in null for whatever the sender wrote as null.
final class Presence {
    private static final String OURS = "studio.karangou.";

    private Presence() {}

    /// Checks a record and the records in it.
    ///
    /// @throws FailureException with [RequestFailure.BadBody] that names the first component that is missing
    static void check(Object value) {
        check("", value);
    }

    private static void check(String path, Object value) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                present(path + "." + i, list.get(i), false);
            }
        } else if (value instanceof Record record && record.getClass().getName().startsWith(OURS)) {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
                boolean mayBeNull = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
                present(name, read(record, component), mayBeNull);
            }
        }
    }

    private static void present(String path, @Nullable Object value, boolean mayBeNull) {
        if (value != null) {
            check(path, value);
        } else if (!mayBeNull) {
            throw new RequestFailure.BadBody(path).asException();
        }
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true); // records of requests are not public
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record's accessor can be called", e);
        }
    }
}
