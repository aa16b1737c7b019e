package studio.karangou.desktop.app;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;

/// A journal in memory that can refuse, as a full disk does.
public final class FakeJournal implements Journal {
    private final InstantSource clock;
    private final Uuid7 ids;
    private final Consumer<Operation> written;
    private final List<Operation> operations = new ArrayList<>();
    private Optional<Failure> refusal = Optional.empty();

    /// @param written told of every operation
    public FakeJournal(InstantSource clock, Consumer<Operation> written) {
        this.clock = clock;
        this.written = written;
        ids = new Uuid7(clock, new Random(7));
    }

    public void refuseWith(Optional<Failure> failure) {
        refusal = failure;
    }

    public List<Operation> operations() {
        return List.copyOf(operations);
    }

    @Override
    public Operation record(OperationBody body) {
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        Operation operation = new Operation(
                new DeviceId(UUID.fromString("018f4e1a-0000-7000-8000-0000000000d1")),
                operations.size() + 1L,
                new OperationId(ids.next()),
                new HybridTime(clock.millis(), 0),
                null,
                body);
        operations.add(operation);
        written.accept(operation);
        return operation;
    }
}
