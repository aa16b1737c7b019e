package studio.karangou.desktop.feature.player;

import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.FilmViewed;

/// Where views are written: each is one operation of the journal, however often it is kept and recorded, and
/// whatever dies in between.
public interface Views {
    /// A view begins. Its operation's id is fixed now. Writes nothing yet.
    ///
    /// @throws FailureException if there is no journal
    OpenView begin(FilmId film);

    /// A view that is not in the journal yet. Safe for several threads; every call blocks until it is on disk.
    interface OpenView {
        /// Keeps how far it is. If the program dies before [#record], this is recorded at its next start.
        /// Does nothing once the view is recorded.
        ///
        /// @throws FailureException if it could not be written; what was kept before is still there
        void keep(FilmViewed soFar);

        /// Writes the view into the journal, the first time only.
        ///
        /// @throws FailureException if it could not be written; then it may be tried again, and what was kept
        ///     before is recorded at the next start
        void record(FilmViewed view);
    }
}
