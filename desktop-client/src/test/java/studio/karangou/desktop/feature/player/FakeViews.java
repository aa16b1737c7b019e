package studio.karangou.desktop.feature.player;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.FilmViewed;

/// A journal in memory that only takes views.
final class FakeViews implements Journal {
    private static final Instant TIME = Instant.parse("2026-11-22T20:00:00Z");

    private final List<FilmViewed> views = new ArrayList<>();
    private @Nullable Failure refusal;
    private final Uuid7 ids = new Uuid7(InstantSource.fixed(TIME), new Random(7));

    /// Refuses to write from now on, as a full disk does, or writes again if null.
    void refusesWith(@Nullable Failure failure) {
        refusal = failure;
    }

    List<FilmViewed> views() {
        return List.copyOf(views);
    }

    @Override
    public Operation record(OperationBody body) {
        if (refusal != null) {
            throw new FailureException(refusal);
        }
        views.add((FilmViewed) body);
        return new Operation(
                new DeviceId(UUID.fromString("018f4e1a-0000-7000-8000-0000000000d1")),
                views.size(),
                new OperationId(ids.next()),
                new HybridTime(TIME.toEpochMilli(), 0),
                null,
                body);
    }
}
