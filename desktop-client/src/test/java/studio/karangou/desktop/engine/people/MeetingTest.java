package studio.karangou.desktop.engine.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.PersonId;
import studio.karangou.desktop.engine.http.ServerFailure;

class MeetingTest {
    private static final PersonId AMA = new PersonId(new UUID(7, 1));

    private final List<String> shown = new ArrayList<>();
    private @Nullable PersonId here = AMA;
    private @Nullable String token = "old";
    private String good = "old";
    private boolean away;
    private boolean refuses;
    private int renewed;
    private final Meeting meeting =
            new Meeting(() -> Optional.ofNullable(here), () -> Optional.ofNullable(token), this::renew, this::show);

    private void renew() {
        renewed++;
        token = "new";
        good = "new";
    }

    private boolean show() {
        shown.add(String.valueOf(token));
        if (away) {
            throw new ServerFailure.Unreachable().asException();
        }
        return !refuses && good.equals(token);
    }

    @Test
    void a_device_whose_token_the_server_passes_over_gets_one_that_it_takes() {
        good = "another";
        meeting.happen();
        assertThat(shown).containsExactly("old", "new");
        meeting.happen();
        assertThat(shown).as("once is enough").hasSize(2);
        assertThat(renewed).isEqualTo(1);
    }

    @Test
    void a_meeting_of_which_the_server_took_no_note_is_tried_again() {
        good = "another";
        refuses = true;
        meeting.happen();
        meeting.happen();
        assertThat(shown).containsExactly("old", "new", "new", "new");
    }

    @Test
    void a_device_without_a_session_opens_one() {
        token = null;
        meeting.happen();
        assertThat(shown).containsExactly("new");
    }

    @Test
    void who_could_not_be_shown_is_shown_the_next_time() {
        away = true;
        meeting.happen();
        away = false;
        meeting.happen();
        meeting.happen();
        assertThat(shown).containsExactly("old", "old");
        assertThat(renewed).isZero();
    }

    @Test
    void nobody_is_shown_where_nobody_is_signed_in() {
        here = null;
        meeting.happen();
        assertThat(shown).isEmpty();
        assertThat(renewed).isZero();
    }
}
