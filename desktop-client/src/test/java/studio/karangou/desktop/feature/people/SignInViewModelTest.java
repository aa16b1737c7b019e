package studio.karangou.desktop.feature.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.app.FakePeople;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.Tasks;

class SignInViewModelTest {
    private final FakePeople people = new FakePeople(Instant.parse("2026-11-22T20:00:00Z"));
    private final List<SignedIn> in = new ArrayList<>();

    private SignInViewModel model(Tasks tasks) {
        return new SignInViewModel(people, people, Locale.FRENCH, tasks, in::add);
    }

    private static Optional<String> code(SignInViewModel model) {
        return model.failure().get().map(Failure::code);
    }

    @Test
    void a_code_can_be_asked_for_again_after_a_pause() {
        SignInViewModel model = model(SameThread.tasks());
        model.go(new SignInStep.Phone());
        model.typed().phone().set("+228 90 12 34 56");
        model.submit();
        assertThat(people.asked()).containsExactly("askByPhone");
        model.resend();
        assertThat(people.asked()).as("too early").hasSize(1);
        for (int seconds = 0; seconds < SignInViewModel.RESEND_SECONDS; seconds++) {
            model.second();
        }
        assertThat(model.resendIn().get()).isZero();
        model.resend();
        assertThat(people.asked()).containsExactly("askByPhone", "askByPhone");
        assertThat(model.resendIn().get()).isEqualTo(SignInViewModel.RESEND_SECONDS);
    }

    @Test
    void what_was_given_up_is_not_told_when_it_comes() {
        List<Runnable> waiting = new ArrayList<>();
        SignInViewModel model = model(new Tasks(waiting::add, Runnable::run));
        waiting.removeFirst().run();
        model.typed().email().set(FakePeople.AMA.email());
        model.typed().password().set(FakePeople.AMA.password());
        model.submit();
        assertThat(model.busy().get()).isTrue();
        model.submit();
        assertThat(waiting).as("one at a time").hasSize(1);
        model.cancel();
        assertThat(model.busy().get()).isFalse();
        waiting.removeFirst().run();
        assertThat(in).isEmpty();
        assertThat(code(model)).isEmpty();
    }

    @Test
    void a_password_is_forgotten_once_it_has_served_and_when_one_leaves() {
        SignInViewModel model = model(SameThread.tasks());
        model.typed().email().set(FakePeople.AMA.email());
        model.typed().password().set(FakePeople.AMA.password());
        model.submit();
        assertThat(in).hasSize(1);
        assertThat(model.typed().password().get()).isEmpty();
        model.typed().password().set("autre");
        model.close();
        assertThat(model.typed().password().get()).isEmpty();
    }

    @Test
    void what_is_missing_is_said_before_the_server_is_asked() {
        SignInViewModel model = model(SameThread.tasks());
        model.submit();
        assertThat(code(model)).contains("people.bad-email");
        model.typed().email().set("ama@exemple.tg");
        model.submit();
        assertThat(code(model)).contains("people.password-missing");
        model.go(new SignInStep.Phone());
        model.submit();
        assertThat(code(model)).contains("people.bad-phone");
        model.go(new SignInStep.Register(true));
        model.submit();
        assertThat(code(model)).contains("people.bad-name");
        model.go(new SignInStep.SecondFactor("token"));
        model.submit();
        assertThat(code(model)).contains("people.second-factor-refused");
        assertThat(people.asked()).isEmpty();
    }

    @Test
    void who_comes_back_from_the_browser_is_in_and_who_does_not_is_told() {
        SignInViewModel model = model(SameThread.tasks());
        model.byProvider(model.providers().get().getFirst());
        assertThat(in).hasSize(1);
        people.refuseWith(Optional.of(new PeopleFailure.ProviderClosed()));
        model.byProvider(model.providers().get().getFirst());
        assertThat(code(model)).contains("people.provider-closed");
        assertThat(model.step().get()).isEqualTo(new SignInStep.Start());
    }

    @ParameterizedTest
    @EnumSource(ByProvider.class)
    void who_comes_by_a_provider_reads_the_notice_once_before_they_are_in(ByProvider way) {
        people.owesNotice(true);
        way.prepare.accept(people);
        SignInViewModel model = model(SameThread.tasks());
        arrive(model, way);
        assertThat(model.step().get()).isInstanceOf(SignInStep.Notice.class);
        assertThat(in).isEmpty();
        model.submit();
        assertThat(code(model)).as("nobody ticks it for them").contains("people.notice-not-read");
        model.typed().noticeRead().set(true);
        model.typed().news().set(true);
        model.submit();
        assertThat(people.asked()).last().isEqualTo("recordNotice true");
        assertThat(in).hasSize(1);
        arrive(model, way);
        assertThat(in).as("once is enough").hasSize(2);
    }

    /// What a provider's word leads to.
    enum ByProvider {
        IN(people -> {}),
        CODE(FakePeople::isJoined),
        SECOND_FACTOR(FakePeople::providerAsksForSecondFactor);

        private final Consumer<FakePeople> prepare;

        ByProvider(Consumer<FakePeople> prepare) {
            this.prepare = prepare;
        }
    }

    private static void arrive(SignInViewModel model, ByProvider way) {
        model.byProvider(model.providers().get().getFirst());
        switch (way) {
            case IN -> {}
            case CODE -> {
                model.typed().code().set(FakePeople.CODE);
                model.submit();
            }
            case SECOND_FACTOR -> {
                model.typed().code().set(FakePeople.FACTOR);
                model.submit();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_somebody_new_agrees_to_travels_with_their_registration(boolean byPhone) {
        SignInViewModel model = model(SameThread.tasks());
        model.go(new SignInStep.Register(byPhone));
        model.typed().name().set("Ama Dogbé");
        model.typed().email().set(FakePeople.AMA.email());
        model.typed().password().set(FakePeople.AMA.password());
        model.typed().phone().set("+228 90 12 34 56");
        model.typed().news().set(true);
        model.submit();
        assertThat(code(model)).contains("people.notice-not-read");
        model.typed().noticeRead().set(true);
        model.submit();
        assertThat(people.asked()).contains("agreed, news " + !byPhone);
        model.typed().code().set(FakePeople.CODE);
        model.submit();
        assertThat(people.asked()).as("asked already").doesNotContain("owesNotice");
        assertThat(in).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"12, 12", "1234, 1234", "12345, 1234 5", "1234 5678, 1234 5678", "a1-2b34567890, 1234 5678", "'', ''"})
    void a_code_is_shown_in_two_groups(String typed, String shown) {
        assertThat(SignInEntries.shaped(typed)).isEqualTo(shown);
    }
}
