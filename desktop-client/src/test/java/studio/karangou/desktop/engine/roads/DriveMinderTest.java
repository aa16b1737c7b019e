package studio.karangou.desktop.engine.roads;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Parcel.Direction;
import studio.karangou.common.protocol.ParcelFolder;
import studio.karangou.common.protocol.ParcelName;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.FakeDriveRoad;

/// Real drives are folders here; what is done with them is the road's, in a test of its own.
class DriveMinderTest {
    private static final DeviceId OWN = new DeviceId(new UUID(0x0192_0000_0000_7000L, 1));
    private static final DeviceId OTHER = new DeviceId(new UUID(0x0192_0000_0000_7000L, 2));

    @TempDir
    private Path stick;

    private final FakeDriveRoad road = new FakeDriveRoad();
    private final List<Path> drives = new ArrayList<>();
    private boolean online;
    private long recorded = 7;
    private Optional<EnrolledDevice> device = Optional.empty();

    private final DriveMinder minder =
            new DriveMinder(() -> List.copyOf(drives), road, () -> device, () -> recorded, () -> online);

    @BeforeEach
    void plug_in() {
        drives.add(stick);
        is(DeviceProfile.LIEU);
    }

    @Test
    void a_drive_without_our_folder_is_nobody_s_business() {
        minder.look();
        is(DeviceProfile.BORNE);
        minder.look();
        assertThat(road.asked()).isEmpty();
    }

    @Test
    void the_answer_to_this_device_is_taken_once_and_again_when_it_is_another() throws IOException {
        put(new ParcelName(Direction.DOWN, OTHER, 1));
        minder.look();
        assertThat(road.asked()).as("somebody else's").isEmpty();
        Path answer = put(new ParcelName(Direction.DOWN, OWN, 1));
        minder.look();
        minder.look();
        assertThat(road.asked()).containsExactly("take");
        Files.setLastModifiedTime(answer, FileTime.from(Instant.parse("2026-11-23T06:00:00Z")));
        minder.look();
        assertThat(road.asked()).containsExactly("take");
    }

    @Test
    void others_are_carried_for_while_the_server_is_there() throws IOException {
        put(new ParcelName(Direction.UP, OTHER, 3));
        put(new ParcelName(Direction.UP, OWN, 3));
        minder.look();
        assertThat(road.asked()).isEmpty();
        online = true;
        minder.look();
        minder.look();
        assertThat(road.asked()).containsExactly("carry");
    }

    @Test
    void what_failed_as_the_server_went_away_is_done_when_it_is_back() throws IOException {
        online = true;
        put(new ParcelName(Direction.UP, OTHER, 3));
        road.failing(new ServerFailure.Unreachable());
        minder.look();
        road.failing(null);
        minder.look();
        assertThat(road.asked()).containsExactly("carry", "carry");
    }

    @Test
    void a_kiosk_leaves_what_waits_whenever_there_is_more_of_it() throws IOException {
        is(DeviceProfile.BORNE);
        Files.createDirectories(ParcelFolder.on(stick));
        minder.look();
        minder.look();
        recorded++;
        minder.look();
        assertThat(road.asked()).containsExactly("export", "export");
        online = true;
        recorded++;
        minder.look();
        assertThat(road.asked()).as("the network takes it").isEmpty();
    }

    @Test
    void a_drive_that_comes_back_is_looked_at_anew_and_before_enrolment_none_is() throws IOException {
        put(new ParcelName(Direction.DOWN, OWN, 1));
        minder.look();
        drives.clear();
        minder.look();
        drives.add(stick);
        minder.look();
        assertThat(road.asked()).containsExactly("take", "take");
        device = Optional.empty();
        drives.clear();
        minder.look();
        drives.add(stick);
        minder.look();
        assertThat(road.asked()).isEmpty();
    }

    private Path put(ParcelName name) throws IOException {
        Path folder = Files.createDirectories(ParcelFolder.on(stick));
        return Files.writeString(folder.resolve(name.fileName()), "a parcel");
    }

    private void is(DeviceProfile profile) {
        device = Optional.of(new EnrolledDevice(
                OWN,
                "Borne",
                profile,
                new VenueId(new UUID(5, 5)),
                "Ciné-club Agoè",
                URI.create("https://karangou.example"),
                new VerifyingKey(Bytes.of(new byte[VerifyingKey.LENGTH]))));
    }
}
