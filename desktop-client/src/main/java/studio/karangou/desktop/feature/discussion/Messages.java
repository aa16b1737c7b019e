package studio.karangou.desktop.feature.discussion;

import java.util.List;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;

/// The messages that the device knows, its own unsent ones included; never waits on the network.
public interface Messages {
    /// A film's discussion, the oldest message first.
    List<Message> of(FilmId film);

    /// Every discussion that has a message, the liveliest first.
    List<Discussion> discussions();

    /// How much of a film's discussion is here.
    enum Room {
        /// This device does not follow it: what others write does not come.
        ELSEWHERE,
        /// The server is to send it; what was written before is on its way.
        AWAITED,
        /// Everything was here when the server was last heard.
        HERE
    }

    Room room(FilmId film);

    /// That this device follows a discussion is in its journal.
    void awaited(FilmId film);

    /// Calls the listener, on any thread, when a message came or went out.
    Subscription onChange(Runnable listener);
}
