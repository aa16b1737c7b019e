package studio.karangou.desktop.engine.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.merge.LastWriter;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.SaidTimes;

/// What this machine recorded itself, for whoever shows it over what the server's feed says.
final class OwnOperations {
    /// The server says when what is recorded here arrived.
    private static final Instant NOT_YET = Instant.ofEpochMilli(Long.MAX_VALUE);

    private OwnOperations() {}

    /// An operation of this machine.
    ///
    /// @param refusal the stable code of why the server set it aside, null if it did not
    /// @param told whether the feed, as far as it was read, says what became of it
    record Own(Operation operation, @Nullable String refusal, boolean told) {}

    /// Those of a kind, the oldest first.
    static List<Own> of(Handle handle, int kind) {
        return handle.createQuery("""
                        SELECT o.device, o.sequence, o.body, o.refusal,
                               o.sequence <= LEAST(COALESCE(p.covered, 0), COALESCE(p.acknowledged, 0))
                        FROM operation o LEFT JOIN journal_position p ON p.device = o.device
                        WHERE o.kind = :kind ORDER BY o.made_at, o.device, o.sequence""")
                .bind("kind", kind)
                .map((row, context) -> own(row))
                .list();
    }

    private static Own own(ResultSet row) throws SQLException {
        DeviceId device = new DeviceId(row.getObject(1, UUID.class));
        return new Own(
                OperationCodec.decode(device, row.getLong(2), row.getBytes(3)), row.getString(4), row.getBoolean(5));
    }

    /// Those of a device of some kinds, in their order; without what the server set aside.
    ///
    /// @param untold only those that the feed, as far as it was read, does not know yet
    static List<Operation> of(Handle handle, DeviceId device, boolean untold, Integer... kinds) {
        return handle.createQuery("""
                        SELECT o.sequence, o.body FROM operation o LEFT JOIN journal_position p ON p.device = o.device
                        WHERE o.device = :device AND o.kind IN (<kinds>) AND o.refusal IS NULL
                        AND (NOT :untold OR o.sequence > LEAST(COALESCE(p.covered, 0), COALESCE(p.acknowledged, 0)))
                        ORDER BY o.sequence""")
                .bindList("kinds", List.of(kinds))
                .bind("untold", untold)
                .bind("device", device.value())
                .map((row, context) -> OperationCodec.decode(device, row.getLong(1), row.getBytes(2)))
                .list();
    }

    /// The last word on each thing, by the rule of the server.
    ///
    /// @param on what an operation speaks of
    /// @param value what it says of it
    static <K, V> Map<K, LastWriter<V>> lastWords(
            List<Operation> operations, Function<Operation, K> on, Function<Operation, V> value) {
        Map<DeviceId, List<Operation>> journals = new HashMap<>();
        operations.forEach(operation -> journals.computeIfAbsent(operation.device(), device -> new ArrayList<>())
                .add(operation));
        Map<K, LastWriter<V>> words = new HashMap<>();
        journals.values().forEach(journal -> {
            journal.sort(Comparator.comparingLong(Operation::sequence));
            List<Stamp> stamps = SaidTimes.of(journal, NOT_YET);
            for (int i = 0; i < journal.size(); i++) {
                Operation operation = journal.get(i);
                words.merge(
                        on.apply(operation),
                        new LastWriter<>(value.apply(operation), stamps.get(i)),
                        LastWriter::merge);
            }
        });
        return words;
    }
}
