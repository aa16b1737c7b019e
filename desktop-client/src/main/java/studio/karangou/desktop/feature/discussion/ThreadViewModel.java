package studio.karangou.desktop.feature.discussion;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OneLine;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.Tasks;

/// The discussion of one film, and writing in it. What is typed stays until it is on disk.
public final class ThreadViewModel implements AutoCloseable {
    private final FilmId film;
    private final Journal journal;
    private final Settings settings;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<List<Message>> messages = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Failure>> failure = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper sending = new ReadOnlyBooleanWrapper();
    private final StringProperty author = new SimpleStringProperty("");
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyBooleanWrapper whole = new ReadOnlyBooleanWrapper();
    private final Refresh<Thread> refresh;
    private final Subscription subscription;

    /// @param whole as [#whole()]
    private record Thread(List<Message> messages, boolean whole) {}

    /// @param settings remember the name under which one writes
    public ThreadViewModel(FilmId film, Messages source, Journal journal, Settings settings, Tasks tasks) {
        this.film = film;
        this.journal = journal;
        this.settings = settings;
        this.tasks = tasks;
        tasks.run(() -> settings.get(Settings.AUTHOR), this::offer, this::fail);
        refresh = new Refresh<>(
                tasks,
                () -> new Thread(List.copyOf(source.of(film)), source.room(film) == Messages.Room.HERE),
                this::show,
                this::fail);
        tasks.run(() -> follow(source), () -> {}, this::fail);
        subscription = source.onChange(refresh::request);
        refresh.request();
    }

    /// The messages, the oldest first.
    public ReadOnlyObjectProperty<List<Message>> messages() {
        return messages.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<Failure>> failure() {
        return failure.getReadOnlyProperty();
    }

    /// Whether they were read; before that there is nothing to say of them.
    public ReadOnlyBooleanProperty loaded() {
        return loaded.getReadOnlyProperty();
    }

    /// Whether what was written before the device followed the discussion is here; else it comes with the next sync.
    public ReadOnlyBooleanProperty whole() {
        return whole.getReadOnlyProperty();
    }

    /// Whether a message is being written to disk.
    public ReadOnlyBooleanProperty sending() {
        return sending.getReadOnlyProperty();
    }

    /// The name under which one writes.
    public StringProperty author() {
        return author;
    }

    /// What is typed.
    public StringProperty text() {
        return text;
    }

    /// How many characters may still be typed; negative when there are too many.
    public int left() {
        return Limits.MESSAGE_CHARS - text.get().strip().length();
    }

    /// Whether there is something to send and nothing is being sent.
    public boolean canSend() {
        return !text.get().isBlank() && !sending.get();
    }

    /// Writes the message to the journal; it goes out with the next sync.
    public void send() {
        if (!canSend()) {
            return;
        }
        String words = plain(text.get());
        String name = OneLine.of(author.get());
        if (name.isEmpty() || name.length() > Limits.NAME_CHARS) {
            failure.set(Optional.of(new DiscussionFailure.NoName()));
            return;
        }
        if (words.length() > Limits.MESSAGE_CHARS) {
            failure.set(Optional.of(new DiscussionFailure.TooLong(Limits.MESSAGE_CHARS)));
            return;
        }
        failure.set(Optional.empty());
        sending.set(true);
        tasks.run(() -> journal.record(new MessagePosted(film, name, words)), written -> sent(name), this::fail);
    }

    @Override
    public void close() {
        subscription.close();
    }

    private void sent(String name) {
        sending.set(false);
        text.set("");
        tasks.run(() -> settings.put(Settings.AUTHOR, name), () -> {}, this::fail);
        refresh.request();
    }

    /// Somebody who is quick may have written a name already.
    private void offer(Optional<String> remembered) {
        if (author.get().isEmpty()) {
            remembered.ifPresent(author::set);
        }
    }

    /// Who opens a discussion wants to know how it goes on.
    private void follow(Messages source) {
        if (source.room(film) == Messages.Room.ELSEWHERE) {
            journal.record(new RoomFollowed(film));
            source.awaited(film);
        }
    }

    private void show(Thread read) {
        whole.set(read.whole());
        messages.set(read.messages());
        loaded.set(true);
    }

    private void fail(Failure why) {
        sending.set(false);
        failure.set(Optional.of(why));
    }

    /// Without the control characters that a paste may bring.
    private static String plain(String typed) {
        return typed.replace("\r\n", "\n").replaceAll("[\\p{Cc}&&[^\n\t]]", "").strip();
    }
}
