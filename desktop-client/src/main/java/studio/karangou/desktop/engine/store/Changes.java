package studio.karangou.desktop.engine.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.OperationBody;

/// Tells those who listen what kind of thing changed. What a listener throws is logged and goes no further:
/// whoever recorded something must not believe that it failed.
public final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Topic films = new Topic("films");
    private final Topic projects = new Topic("projects");
    private final Topic messages = new Topic("messages");
    private final Topic sync = new Topic("sync");
    private final Topic feed = new Topic("the catalogue");
    private final Topic kiosks = new Topic("kiosks");
    private final Topic marks = new Topic("favourites and ratings");
    private final Topic people = new Topic("people");
    private final Topic recorded = new Topic("recorded operations");

    /// Films, posters and downloads.
    public Topic films() {
        return films;
    }

    /// Projects and contributions.
    public Topic projects() {
        return projects;
    }

    public Topic messages() {
        return messages;
    }

    /// What waits to be synced, and the connection.
    public Topic sync() {
        return sync;
    }

    /// Films or projects of the server's feed.
    public Topic feed() {
        return feed;
    }

    /// What is known of the venue's kiosks.
    public Topic kiosks() {
        return kiosks;
    }

    /// Favourites, ratings, and what is told of films.
    public Topic marks() {
        return marks;
    }

    /// Whom this device may let in by itself.
    public Topic people() {
        return people;
    }

    /// Operations that this device has just recorded.
    public Topic recorded() {
        return recorded;
    }

    /// Tells whoever shows what was recorded here over what the feed says.
    void told() {
        kiosks.changed();
        marks.changed();
    }

    /// Tells of an operation that this device has just recorded.
    void recorded(OperationBody body) {
        recorded.changed();
        sync.changed();
        switch (body) {
            case OperationBody.ContributionMade _ -> projects.changed();
            case OperationBody.MessagePosted _ -> messages.changed();
            case OperationBody.CashSettled _, OperationBody.KioskFilmChosen _ -> kiosks.changed();
            case OperationBody.FavouriteAdded _, OperationBody.FavouriteRemoved _, OperationBody.FilmRated _ ->
                marks.changed();
            case OperationBody.FilmViewed _,
                    OperationBody.FaultReported _,
                    OperationBody.FilmHeld _,
                    OperationBody.RoomFollowed _ -> {}
        }
    }

    /// One kind of thing.
    public static final class Topic {
        private final String name;
        private final Listeners listeners = new Listeners();

        private Topic(String name) {
            this.name = name;
        }

        /// As [Listeners#add].
        public Subscription add(Runnable listener) {
            return listeners.add(() -> {
                try {
                    listener.run();
                } catch (RuntimeException e) {
                    LOG.error("a listener to {} failed", name, e);
                }
            });
        }

        public void changed() {
            listeners.changed();
        }
    }
}
