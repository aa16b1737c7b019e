package studio.karangou.desktop.feature.player;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.OperationBody.FilmViewed;

/// Views in memory.
public final class FakeViews implements Views {
    private final List<FilmViewed> views = new ArrayList<>();
    private final List<FilmViewed> kept = new ArrayList<>();
    private @Nullable Failure refusal;

    /// Refuses to write from now on, as a full disk does, or writes again if null.
    void refusesWith(@Nullable Failure failure) {
        refusal = failure;
    }

    /// What is in the journal.
    public List<FilmViewed> views() {
        return List.copyOf(views);
    }

    /// What would be recorded after a crash now, if the view is not in the journal yet; the newest last.
    List<FilmViewed> kept() {
        return List.copyOf(kept);
    }

    @Override
    public OpenView begin(FilmId film) {
        return new Showing();
    }

    private final class Showing implements OpenView {
        private boolean recorded;

        @Override
        public void keep(FilmViewed soFar) {
            refuse();
            if (!recorded) {
                kept.add(soFar);
            }
        }

        @Override
        public void record(FilmViewed view) {
            refuse();
            if (!recorded) {
                recorded = true;
                views.add(view);
            }
        }
    }

    private void refuse() {
        if (refusal != null) {
            throw new FailureException(refusal);
        }
    }
}
