package studio.karangou.desktop.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kordamp.ikonli.feather.Feather;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.Texts;

/// Whatever a server refuses, and why, is said in a sentence, with its code, and something can be done
/// about it.
class RefusedCardTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final FilmId FILM = new FilmId(new UUID(1, 1));
    private static final List<OperationBody> BODIES = List.of(
            new OperationBody.ContributionMade(
                    new ProjectId(new UUID(1, 2)), null, Money.xof(500), ContributionMethod.CASH, null, null, null),
            new OperationBody.MessagePosted(FILM, "Ama", "Bonsoir"),
            new OperationBody.FilmViewed(FILM, Duration.ofMinutes(90), true, 42),
            new OperationBody.CashSettled(new OperationId(new UUID(1, 3)), CashOutcome.RECEIVED),
            new OperationBody.KioskFilmChosen(FILM, true),
            new OperationBody.FilmRated(FILM, 4),
            new OperationBody.FavouriteAdded(FILM));

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @ParameterizedTest
    @EnumSource(QuarantineReason.class)
    void each_reason_has_its_sentence_and_its_code_and_a_way_on(QuarantineReason reason) {
        for (Locale language : List.of(Locale.FRENCH, Locale.ENGLISH)) {
            Texts texts = new Texts(language, ZoneOffset.UTC);
            for (OperationBody body : BODIES) {
                PendingOperation refused = refused(body, reason.code());
                Scene scene = on(() -> shown(refused, texts));

                assertThat(words(scene))
                        .as(body.getClass().getSimpleName())
                        .contains(texts.of(reason) + " · " + reason.code());
                String id = refused.operation().id().toString();
                assertThat(has(scene, "discard-" + id)).isTrue();
                boolean mends = !(Remedy.of(refused, List.of(), NOW) instanceof Remedy.None);
                assertThat(has(scene, "mend-" + id)).isEqualTo(mends);
            }
        }
    }

    private static Scene shown(PendingOperation refused, Texts texts) {
        SyncViewModel sync = new SyncViewModel(new FakeSync(), () -> NOW, SameThread.tasks());
        RefusedCard card = new RefusedCard(refused, sync, new StatusWords(texts, sync), Feather.FILM, texts);
        Scene scene = new Scene(new StackPane(card.node()));
        scene.getRoot().applyCss();
        return scene;
    }

    private static String words(Scene scene) {
        return on(() -> scene.getRoot().lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(node -> String.valueOf(((Labeled) node).getText()))
                .collect(Collectors.joining("\n")));
    }

    private static boolean has(Scene scene, String id) {
        return on(() -> scene.lookup("#" + id) != null);
    }

    private static PendingOperation refused(OperationBody body, String reason) {
        Operation operation = new Operation(
                new DeviceId(new UUID(2, 1)),
                1,
                new OperationId(new UUID(2, 2)),
                new HybridTime(NOW.toEpochMilli(), 0),
                null,
                body);
        return new PendingOperation(operation, null, reason);
    }

    private static <T> T on(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }
}
