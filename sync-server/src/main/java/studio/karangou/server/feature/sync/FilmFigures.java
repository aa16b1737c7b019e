package studio.karangou.server.feature.sync;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Change;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEntry;

/// Tells devices how often films were watched and what they were given. A film that is shown everywhere would
/// cost each device on a metered line a row for every viewing: so each is told once an hour at the most, and
/// only what changed.
public final class FilmFigures {
    /// A film is told of no sooner than this after the last time.
    public static final Duration LEAST = Duration.ofHours(1);

    /// How often it is looked for what is to be told.
    public static final Duration LOOK = Duration.ofMinutes(10);

    private static final int PAGE = 200;

    private final Database database;
    private final ChangeFeedStore feed;
    private final InstantSource clock;
    private final FigureStore store = new FigureStore();

    public FilmFigures(Database database, ChangeFeedStore feed, InstantSource clock) {
        this.database = database;
        this.feed = feed;
        this.clock = clock;
    }

    /// Tells what is to be told now.
    ///
    /// @return of how many films
    public int tell() {
        int told = 0;
        List<FilmId> page = page();
        while (!page.isEmpty()) {
            told += tell(page);
            page = page.size() < PAGE ? List.of() : page();
        }
        return told;
    }

    private List<FilmId> page() {
        return database.inTransaction(
                transaction -> store.due(transaction, clock.instant().minus(LEAST), PAGE));
    }

    private int tell(List<FilmId> films) {
        return database.inTransaction(transaction -> {
            store.toldAll(transaction, films);
            Map<FilmId, Change.FilmFigures> before = store.lastTold(transaction, films);
            List<Change.FilmFigures> now = store.counted(transaction, films);
            store.tell(transaction, now, clock.instant());
            List<FeedEntry> changed = now.stream()
                    .filter(figures -> !figures.equals(before.get(figures.film())))
                    .map(FeedEntry::figures)
                    .toList();
            feed.append(transaction, changed);
            return changed.size();
        });
    }
}
