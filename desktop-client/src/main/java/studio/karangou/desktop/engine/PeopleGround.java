package studio.karangou.desktop.engine;

import java.util.Optional;
import java.util.function.Supplier;
import studio.karangou.common.protocol.Limits;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.people.DevicePeople;
import studio.karangou.desktop.engine.people.DoorWatch;
import studio.karangou.desktop.engine.people.OfflineDoor;
import studio.karangou.desktop.engine.people.ProviderRedirect;
import studio.karangou.desktop.engine.people.SessionFile;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.DataFolder;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.OfflinePersonStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// What the people of this device stand on, on its disk.
record PeopleGround(
        Disk disk,
        DataFolder folder,
        DeviceSecrets secrets,
        LocalDatabase database,
        Changes changes,
        SettingsStore settings,
        BestTime time) {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 90;

    /// The people of this device.
    ///
    /// @param remembers false at a kiosk, which writes nothing of a person
    /// @param device that this is, empty before it is enrolled
    /// @param parts gets what is opened
    DevicePeople open(
            boolean remembers,
            ServerConnection server,
            Supplier<Reach> reach,
            Supplier<Optional<EnrolledDevice>> device,
            ProviderRedirect redirect,
            OpenParts parts) {
        DevicePeople people = new DevicePeople(new DevicePeople.Ground(
                server.forPeople(),
                sessionFile(),
                door(),
                remembers,
                time,
                reach,
                () -> program(device.get()),
                redirect));
        parts.add(new DoorWatch(people::doorsClosed, changes.people()::add)::close);
        return people;
    }

    /// How this device is called among a person's sessions.
    private static String program(Optional<EnrolledDevice> device) {
        String name =
                device.map(known -> known.name() + " · " + known.venueName()).orElse("Karangou");
        return name.length() > Limits.NAME_CHARS
                ? name.substring(0, Limits.NAME_CHARS).strip()
                : name;
    }

    private SessionFile sessionFile() {
        return new SessionFile(disk, folder.person(), secrets.storageKey("person-session"));
    }

    private OfflineDoor door() {
        return new OfflineDoor(new OfflinePersonStore(database), time, secrets.storageKey("person-lookup"), this::days);
    }

    private int days() {
        return settings.get(SettingsStore.OFFLINE_DAYS)
                .filter(text -> text.matches("[0-9]{1,2}"))
                .map(Integer::parseInt)
                .map(days -> Math.min(days, MOST_DAYS))
                .orElse(USUAL_DAYS);
    }
}
