package studio.karangou.desktop.engine.sync;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.feature.sync.Remark;

/// What the rest of the device tells the sync engine, for people to see, and what it is told.
///
/// @param space that films take
/// @param titles the film or project that an operation is about, as far as it is known here
/// @param faults is told of what nobody thought of
/// @param notices what had to be done to the database when it was opened
public record Surroundings(
        Space space,
        Function<OperationBody, Optional<String>> titles,
        Consumer<Throwable> faults,
        List<Failure> notices) {
    /// What films take and may take, in bytes.
    public record Space(LongSupplier used, LongSupplier allowed) {}

    /// What is to be said of the database until the server was asked again.
    Set<Remark> mended() {
        Set<Remark> mended = EnumSet.noneOf(Remark.class);
        for (Failure notice : notices) {
            if (notice instanceof StoreFailure.Restored) {
                mended.add(Remark.DATABASE_RESTORED);
            } else if (notice instanceof StoreFailure.Broken) {
                mended.add(Remark.DATABASE_ANEW);
            }
        }
        return mended;
    }
}
