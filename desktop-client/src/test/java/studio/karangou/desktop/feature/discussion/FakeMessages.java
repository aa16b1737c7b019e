package studio.karangou.desktop.feature.discussion;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.TaskFailure;

/// Messages in memory.
public final class FakeMessages implements Messages {
    private boolean broken;
    private final Listeners listeners = new Listeners();
    private final Map<FilmId, List<Message>> messages = new LinkedHashMap<>();
    private final Map<FilmId, Room> rooms = new LinkedHashMap<>();
    private final Map<FilmId, String> titles = new LinkedHashMap<>();

    public FakeMessages add(FilmId film, String title, Message message) {
        titles.put(film, title);
        messages.computeIfAbsent(film, it -> new ArrayList<>()).add(message);
        listeners.changed();
        return this;
    }

    /// Whether every reading fails from now on.
    public void breaks(boolean now) {
        broken = now;
    }

    private void throwIfBroken() {
        if (broken) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
    }

    @Override
    public List<Message> of(FilmId film) {
        return List.copyOf(messages.getOrDefault(film, List.of()));
    }

    @Override
    public List<Discussion> discussions() {
        throwIfBroken();
        return messages.entrySet().stream()
                .map(entry -> new Discussion(
                        entry.getKey(),
                        titles.getOrDefault(entry.getKey(), ""),
                        entry.getValue().size(),
                        entry.getValue().getLast()))
                .toList();
    }

    @Override
    public Room room(FilmId film) {
        return rooms.getOrDefault(film, Room.ELSEWHERE);
    }

    @Override
    public void awaited(FilmId film) {
        rooms.putIfAbsent(film, Room.AWAITED);
    }

    /// All that others wrote came.
    public void whole(FilmId film) {
        rooms.put(film, Room.HERE);
        listeners.changed();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
