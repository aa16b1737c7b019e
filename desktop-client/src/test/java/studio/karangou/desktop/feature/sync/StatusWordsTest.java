package studio.karangou.desktop.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.Texts;

/// What is said of money before a refused operation is shown no longer: for every reason and every kind.
class StatusWordsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final OperationId ID = new OperationId(new UUID(2, 2));
    private static final ProjectId PROJECT = new ProjectId(new UUID(2, 3));
    private static final OperationBody CASH =
            new ContributionMade(PROJECT, null, Money.xof(500), ContributionMethod.CASH, null, null, "Ama");
    private static final OperationBody VOUCHER = new ContributionMade(
            PROJECT,
            null,
            Money.xof(500),
            ContributionMethod.VOUCHER,
            VoucherCode.draw(new Random(7)),
            NOW.plusSeconds(9),
            "Ama");
    private static final OperationBody SETTLED = new CashSettled(ID, CashOutcome.RECEIVED);
    private static final OperationBody MESSAGE = new MessagePosted(new FilmId(new UUID(1, 1)), "Ama", "Bonsoir");
    private static final List<OperationBody> BODIES = List.of(CASH, VOUCHER, SETTLED, MESSAGE);

    /// What must not be said where the money counts, or may count.
    private static final List<String> LOST =
            List.of("nulle part", "Rendez", "rendez-les", "ne pourra pas", "nowhere", "Give the", "give it back, or");

    record Case(String reason, OperationBody body) {}

    static Stream<Case> everyReasonAndBody() {
        Stream<String> known = Arrays.stream(QuarantineReason.values()).map(QuarantineReason::code);
        return Stream.concat(known, Stream.of("protocol.malformed", "protocol.unknown-kind", "sync.of-tomorrow"))
                .flatMap(reason -> BODIES.stream().map(body -> new Case(reason, body)));
    }

    @ParameterizedTest
    @MethodSource("everyReasonAndBody")
    void money_is_never_said_to_be_lost_where_it_counted_or_may_have_counted(Case one) {
        Set<String> counting = one.body() instanceof ContributionMade
                ? Set.of("sync.duplicate-operation", "sync.of-tomorrow")
                : Set.of("sync.duplicate-operation", "sync.of-tomorrow", "sync.cash-was-taken");
        boolean counts = counting.contains(one.reason());
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            String said = words(language).discarding(refused(one));
            assertThat(said).isNotBlank();
            if (counts) {
                assertThat(LOST).noneMatch(said::contains);
            }
        }
    }

    @Test
    void where_it_counts_nowhere_the_money_is_to_be_given_back() {
        assertThat(words(Locale.FRENCH).discarding(refused(new Case("sync.project-not-open", CASH))))
                .contains("ne compte nulle part")
                .contains("500");
        assertThat(words(Locale.ENGLISH).discarding(refused(new Case("sync.cash-was-cancelled", SETTLED))))
                .contains("does not count");
    }

    private static StatusWords words(Locale language) {
        return new StatusWords(
                new Texts(language, ZoneOffset.UTC), new SyncViewModel(new FakeSync(), () -> NOW, SameThread.tasks()));
    }

    private static PendingOperation refused(Case one) {
        Operation operation = new Operation(
                new DeviceId(new UUID(2, 1)), 1, ID, new HybridTime(NOW.toEpochMilli(), 0), null, one.body());
        return new PendingOperation(operation, null, one.reason());
    }
}
