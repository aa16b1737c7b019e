package studio.karangou.desktop.feature.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.desktop.ui.FakeSettings;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.Tasks;

class ThreadViewModelTest {
    private static final FilmId FILM = new FilmId(new UUID(1, 1));

    private final FakeMessages messages = new FakeMessages();
    private final FakeSettings settings = new FakeSettings();
    private final List<MessagePosted> written = new ArrayList<>();
    private final List<RoomFollowed> followed = new ArrayList<>();
    private Optional<Failure> refusal = Optional.empty();

    @Test
    void a_message_is_signed_and_the_name_is_remembered() {
        ThreadViewModel model = model();
        model.text().set("  Bravo !  ");
        model.author().set("Kodjo");
        model.send();
        assertThat(written).containsExactly(new MessagePosted(FILM, "Kodjo", "Bravo !"));
        assertThat(model.text().get()).isEmpty();
        assertThat(model().author().get()).isEqualTo("Kodjo");
    }

    @Test
    void the_name_is_read_and_kept_in_the_background_and_takes_nothing_away_that_is_typed() {
        settings.put(Settings.AUTHOR, "Kodjo");
        List<Runnable> waiting = new ArrayList<>();
        ThreadViewModel model =
                new ThreadViewModel(FILM, messages, this::write, settings, new Tasks(waiting::add, Runnable::run));
        assertThat(model.author().get()).isEmpty();
        model.author().set("Ama");
        work(waiting);
        assertThat(model.author().get()).isEqualTo("Ama");
        model.text().set("Bravo");
        model.send();
        waiting.removeFirst().run();
        assertThat(model.text().get()).isEmpty();
        assertThat(settings.get(Settings.AUTHOR)).contains("Kodjo");
        work(waiting);
        assertThat(settings.get(Settings.AUTHOR)).contains("Ama");
    }

    private static void work(List<Runnable> waiting) {
        while (!waiting.isEmpty()) {
            waiting.removeFirst().run();
        }
    }

    @Test
    void a_message_without_a_name_stays_typed() {
        ThreadViewModel model = model();
        model.text().set("Bravo");
        model.send();
        assertThat(model.failure().get()).contains(new DiscussionFailure.NoName());
        assertThat(model.text().get()).isEqualTo("Bravo");
        assertThat(written).isEmpty();
    }

    @Test
    void a_message_that_the_disk_refuses_stays_typed() {
        settings.put(Settings.AUTHOR, "Kodjo");
        refusal = Optional.of(new TaskFailure.Unexpected());
        ThreadViewModel model = model();
        model.text().set("Bravo");
        model.send();
        assertThat(model.text().get()).isEqualTo("Bravo");
        assertThat(model.canSend()).isTrue();
    }

    @Test
    void two_thousand_characters_may_be_sent_and_not_one_more() {
        settings.put(Settings.AUTHOR, "Kodjo");
        ThreadViewModel model = model();
        model.text().set("a".repeat(Limits.MESSAGE_CHARS + 1));
        assertThat(model.left()).isEqualTo(-1);
        model.send();
        assertThat(model.failure().get()).contains(new DiscussionFailure.TooLong(Limits.MESSAGE_CHARS));
        model.text().set("a".repeat(Limits.MESSAGE_CHARS));
        model.send();
        assertThat(written).hasSize(1);
    }

    @Test
    void control_characters_of_a_paste_are_left_out_and_lines_kept() {
        settings.put(Settings.AUTHOR, "Kodjo");
        ThreadViewModel model = model();
        model.text().set("Un\u0007\r\ndeux\u001b");
        model.send();
        assertThat(written.getFirst().text()).isEqualTo("Un\ndeux");
    }

    @Test
    void an_empty_message_is_not_sent() {
        ThreadViewModel model = model();
        model.text().set(" \n ");
        model.send();
        assertThat(model.failure().get()).isEmpty();
        assertThat(written).isEmpty();
    }

    @Test
    void who_opens_a_discussion_follows_it_once_and_is_told_when_the_older_messages_are_here() {
        ThreadViewModel model = model();
        assertThat(followed).containsExactly(new RoomFollowed(FILM));
        assertThat(model.whole().get()).isFalse();

        messages.whole(FILM);

        assertThat(model.whole().get()).isTrue();
        assertThat(model().whole().get()).isTrue();
        assertThat(followed).hasSize(1);
    }

    private ThreadViewModel model() {
        return new ThreadViewModel(FILM, messages, this::write, settings, SameThread.tasks());
    }

    private Operation write(OperationBody body) {
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
        switch (body) {
            case RoomFollowed room -> followed.add(room);
            case MessagePosted posted -> written.add(posted);
            default -> throw new AssertionError(body);
        }
        return new Operation(
                new DeviceId(new UUID(3, 1)),
                written.size() + followed.size(),
                new OperationId(new UUID(4, written.size() + followed.size())),
                new HybridTime(Instant.EPOCH.toEpochMilli(), 0),
                null,
                body);
    }
}
