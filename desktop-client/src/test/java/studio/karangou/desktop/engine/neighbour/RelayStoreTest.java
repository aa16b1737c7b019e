package studio.karangou.desktop.engine.neighbour;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceId;
import studio.karangou.desktop.engine.disk.Disk;

/// What a relay keeps, and what it does not.
class RelayStoreTest {
    private static final InetAddress FROM = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    private final DeviceId kiosk = new DeviceId(UUID.randomUUID());

    @Test
    void parcels_wait_in_their_order_and_the_same_one_once_also_after_a_restart() throws IOException {
        RelayStore store = store();
        assertThat(store.takeUp(kiosk, parcel(1), FROM)).isTrue();
        assertThat(store.takeUp(kiosk, parcel(2), FROM)).isTrue();
        assertThat(store.takeUp(kiosk, parcel(1), FROM)).isTrue();
        Files.writeString(folder.resolve("up-..-1-x"), "nobody's");

        RelayStore again = store();
        assertThat(again.waiting())
                .extracting(held -> Files.readAllBytes(held.file())[3])
                .containsExactly((byte) 1, (byte) 2);
        again.done(again.waiting().getFirst());
        assertThat(again.waiting()).hasSize(1);
    }

    @Test
    void one_device_does_not_fill_it_and_strangers_do_not_either() throws IOException {
        RelayStore store = store();
        int kept = 0;
        for (int i = 0; i < 250; i++) {
            kept += store.takeUp(kiosk, parcel(i), FROM) ? 1 : 0;
        }
        assertThat(kept).isEqualTo(200);
        int devices = 0;
        for (int i = 0; i < 100; i++) {
            devices += store.takeUp(new DeviceId(UUID.randomUUID()), parcel(1_000 + i), FROM) ? 1 : 0;
        }
        assertThat(devices).isEqualTo(63);
    }

    @Test
    void answers_are_told_behind_a_number_and_the_oldest_go() throws IOException {
        RelayStore store = store();
        for (int i = 0; i < 70; i++) {
            store.keepDown(kiosk, parcel(i));
        }
        RelayStore.Held first = store.answer(kiosk, 0).orElseThrow();
        assertThat(Files.readAllBytes(first.file())[3]).isEqualTo((byte) 6);
        assertThat(store.answer(kiosk, first.number()).orElseThrow().number()).isGreaterThan(first.number());
        assertThat(store.answer(kiosk, 1_000)).isEmpty();
        assertThat(store.answer(new DeviceId(UUID.randomUUID()), 0)).isEmpty();
    }

    private RelayStore store() throws IOException {
        return new RelayStore(Disk.REAL, Files.createDirectories(folder));
    }

    private static byte[] parcel(int content) {
        return ByteBuffer.allocate(4).putInt(content).array();
    }
}
