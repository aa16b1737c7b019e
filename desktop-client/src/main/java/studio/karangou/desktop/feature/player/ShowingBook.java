package studio.karangou.desktop.feature.player;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What of the showing under way is written down: its place, its view, and how many people watched.
final class ShowingBook {
    private final boolean countsAudience;
    private @Nullable ShowingRecord record;
    private Audience audience = new Audience();

    /// @param countsAudience whether a host says how many people watched
    ShowingBook(boolean countsAudience) {
        this.countsAudience = countsAudience;
    }

    /// Another showing; what was said of the one before is not said of it.
    void begin(ShowingRecord of) {
        audience = new Audience();
        record = of;
    }

    /// Whether a host is to be asked before they leave: most of the film was shown, and the view is not written down.
    boolean asksBeforeLeaving() {
        return countsAudience && record != null && !record.isRecorded() && record.isMostShown();
    }

    int people() {
        return audience.people();
    }

    boolean typed(String number) {
        return audience.typed(number);
    }

    void wentTo(Duration to) {
        if (record != null) {
            record.wentTo(to);
        }
    }

    /// @param keepsPlace whether it is where one would go on
    void playedTo(Duration to, boolean keepsPlace) {
        if (record != null) {
            record.playedTo(to, keepsPlace);
        }
    }

    /// The film was shown to its end.
    ///
    /// @return whether a host is to be asked how many people watched
    boolean ended(Duration length) {
        if (record == null) {
            return false;
        }
        record.playedTo(length, false);
        record.ended();
        return countsAudience && !record.isRecorded();
    }

    /// Writes the view down.
    ///
    /// @param kept told when that is on disk, if it is still this showing
    void write(Runnable kept) {
        ShowingRecord showing = record;
        if (showing != null) {
            showing.record(audience.people(), () -> {
                if (showing.equals(record)) {
                    kept.run();
                }
            });
        }
    }

    void savePlace() {
        if (record != null) {
            record.savePlace();
        }
    }

    /// Whether a showing has begun.
    boolean isOpen() {
        return record != null;
    }
}
