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

    /// Calls the listener, on any thread, when a message came or went out.
    Subscription onChange(Runnable listener);
}
