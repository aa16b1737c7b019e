package studio.karangou.server.feature.sync;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.SaidTimes;

/// When the operations of a batch count as said.
///
/// @param bySequence of those that could be read
record Stamps(Map<Long, Stamp> bySequence) {
    static Stamps of(List<ArrivedOperation> arrived, Instant at) {
        List<Operation> read = arrived.stream()
                .map(ArrivedOperation::operation)
                .filter(Objects::nonNull)
                .toList();
        Map<Long, Stamp> stamps = new HashMap<>();
        SaidTimes.of(read, at).forEach(stamp -> stamps.put(stamp.sequence(), stamp));
        return new Stamps(stamps);
    }

    Stamp of(Operation operation) {
        return Objects.requireNonNull(bySequence.get(operation.sequence()));
    }
}
