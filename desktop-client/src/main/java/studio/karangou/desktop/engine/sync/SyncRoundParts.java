package studio.karangou.desktop.engine.sync;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.feature.sync.Remark;

/// The two ends between which a sync round carries things, and the keys it signs with.
///
/// @param live where the server tells what is new
/// @param faults is told of what nobody thought of
/// @param mended what had to be done to the database when it was opened
public record SyncRoundParts(
        ChangeStore feed,
        SyncServer server,
        LiveSource live,
        Supplier<SigningKeyPair> keys,
        Consumer<Throwable> faults,
        Set<Remark> mended) {
    /// What is to be said of the database until the server was asked again.
    ///
    /// @param notices of its opening
    public static Set<Remark> mended(List<Failure> notices) {
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
