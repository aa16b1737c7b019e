package studio.karangou.desktop.engine;

import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.people.OfflineDoor;
import studio.karangou.desktop.engine.people.SessionFile;
import studio.karangou.desktop.engine.store.DataFolder;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.OfflinePersonStore;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.time.BestTime;

/// What the people of this device stand on, on its disk.
record PeopleGround(
        Disk disk,
        DataFolder folder,
        DeviceSecrets secrets,
        LocalDatabase database,
        SettingsStore settings,
        BestTime time) {
    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 90;

    SessionFile sessionFile() {
        return new SessionFile(disk, folder.person(), secrets.storageKey("person-session"));
    }

    OfflineDoor door() {
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
