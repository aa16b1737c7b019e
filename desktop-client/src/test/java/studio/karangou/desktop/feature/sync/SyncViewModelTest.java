package studio.karangou.desktop.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.ui.SameThread;

class SyncViewModelTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private final FakeSync sync = new FakeSync();
    private Instant now = NOW;

    @Test
    void the_time_without_a_server_grows_as_the_clock_goes_on() {
        SyncViewModel model = new SyncViewModel(sync, () -> now, SameThread.tasks());
        SyncStatus.Connection.Offline offline = new SyncStatus.Connection.Offline(NOW);
        sync.connection(offline);
        assertThat(model.status().get().connection()).isEqualTo(offline);
        now = NOW.plus(Duration.ofMinutes(134));
        model.tick();
        assertThat(model.offlineFor(offline)).isEqualTo(Duration.ofMinutes(134));
    }

    @Test
    void a_clock_set_back_makes_no_negative_time() {
        SyncViewModel model = new SyncViewModel(sync, () -> now, SameThread.tasks());
        now = NOW.minus(Duration.ofHours(3));
        model.tick();
        assertThat(model.offlineFor(new SyncStatus.Connection.Offline(NOW))).isZero();
        assertThat(model.offlineFor(new SyncStatus.Connection.Offline(null))).isZero();
    }

    @Test
    void a_page_of_what_waits_is_read_and_the_rest_is_counted() {
        SyncViewModel model = new SyncViewModel(sync, () -> now, SameThread.tasks());
        for (int i = 1; i <= SyncViewModel.SHOWN; i++) {
            sync.pending(waiting(i));
        }
        assertThat(model.more().get()).isZero();
        sync.pending(waiting(SyncViewModel.SHOWN + 1));
        assertThat(model.pending().get()).hasSize(SyncViewModel.SHOWN);
        assertThat(model.more().get()).isEqualTo(1);
    }

    private static PendingOperation waiting(long sequence) {
        return new PendingOperation(
                new Operation(
                        new DeviceId(new UUID(2, 1)),
                        sequence,
                        new OperationId(new UUID(2, sequence)),
                        new HybridTime(NOW.toEpochMilli(), 0),
                        null,
                        new MessagePosted(new FilmId(new UUID(1, 1)), "Ama", "Bonsoir")),
                null,
                null);
    }

    @Test
    void asking_for_a_sync_reaches_the_engine_and_a_closed_model_hears_no_more() {
        SyncViewModel model = new SyncViewModel(sync, () -> now, SameThread.tasks());
        model.syncNow();
        assertThat(sync.asked()).isEqualTo(1);
        model.close();
        sync.disk(1, 2);
        assertThat(model.status().get().filmBytes()).isZero();
    }
}
