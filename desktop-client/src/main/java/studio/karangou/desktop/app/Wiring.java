package studio.karangou.desktop.app;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.keychain.SystemStores;
import studio.karangou.desktop.engine.people.DeviceAccount;
import studio.karangou.desktop.engine.people.DevicePeople;
import studio.karangou.desktop.engine.people.HostRequests;
import studio.karangou.desktop.engine.people.HostVenues;
import studio.karangou.desktop.engine.people.PeopleOfServer;
import studio.karangou.desktop.engine.people.ReportedFaults;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.vlc.VlcLibrary;
import studio.karangou.desktop.feature.player.OpenPlayer;
import studio.karangou.desktop.feature.player.PlayerFeature;
import studio.karangou.desktop.ui.Drives;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.SystemDrives;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;

/// Opens the engines and hands their ports to the screens.
final class Wiring {
    private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
    private static final long BYTES_PER_GIGABYTE = 1_000_000_000L;

    private final Options options;
    private final Clock clock;
    private final Executor background;
    private final Tasks tasks;
    private final SystemBrowser browser;
    private final FaultRelay faults;

    Wiring(Options options, Clock clock, Executor background, Tasks tasks, SystemBrowser browser, FaultRelay faults) {
        this.faults = faults;
        this.options = options;
        this.clock = clock;
        this.background = background;
        this.tasks = tasks;
        this.browser = browser;
    }

    /// Opens everything; blocks.
    ///
    /// @throws studio.karangou.common.model.FailureException with a sentence when the data folder cannot be opened
    Ports open() {
        Engine engine = Engine.open(
                options.data(),
                clock,
                EngineSettings.USUAL,
                SystemStores.here(options.profile() == DeviceProfile.BORNE));
        faults.passOn(engine.faults()::caught);
        options.faultReports().ifPresent(on -> tellOfFaults(engine, on));
        options.diskGigabytes().ifPresent(gigabytes -> allow(engine, gigabytes));
        options.neighbour().ifPresent(address -> neighbour(engine, address));
        options.offlineDays().ifPresent(days -> setting(engine, SettingsStore.OFFLINE_DAYS, days));
        VlcLibrary vlc = new VlcLibrary(background, FxBridge.foreground());
        PlayerFeature player = new PlayerFeature(
                vlc, engine.playback(), engine.resumePoints(), engine.views(), tasks, engine.time(), options.profile());
        SystemDrives drives = new SystemDrives();
        engine.watchDrives(() -> drives.found().stream().map(Drives.Drive::root).toList());
        PeoplePorts people = people(engine);
        return new Ports(
                engine.enrolment(),
                engine.driveEnrolment(),
                engine.library(),
                engine.downloads(),
                engine.marks(),
                engine.projects(),
                engine.kiosks(),
                engine.messages(),
                engine.sync(),
                engine.driveRoad(),
                engine.neighbours(),
                engine.journal(),
                new StoredSettings(engine.settings()),
                engine.time(),
                new LoadedPlayer(player, () -> {
                    vlc.load();
                    background.execute(engine.playback()::makeReady);
                }),
                people,
                engine::health,
                engine.notices(),
                () -> {
                    vlc.close();
                    engine.close();
                });
    }

    /// A kiosk writes nothing of a visitor, whatever it was enrolled as.
    private PeoplePorts people(Engine engine) {
        DevicePeople people = engine.people(
                options.profile() != DeviceProfile.BORNE,
                browser::open,
                () -> SystemBrowser.backPage(engine.settings()
                        .get(SettingsStore.LANGUAGE)
                        .map(Locale::forLanguageTag)
                        .orElse(Locale.FRENCH)));
        DeviceAccount account = engine.account(people);
        return new PeoplePorts(
                people,
                people,
                account,
                account,
                new PeopleOfServer(people),
                account,
                new HostVenues(people),
                new HostRequests(people, Disk.REAL),
                new ReportedFaults(people),
                engine.faults(),
                engine.hostEnrolment(people));
    }

    private static void setting(Engine engine, String name, int value) {
        try {
            engine.settings().put(name, Integer.toString(value));
        } catch (FailureException e) {
            LOG.warn("{} stays as it was: {}", name, e.failure().code(), e);
        }
    }

    private static void neighbour(Engine engine, String address) {
        try {
            engine.neighbours().use(address);
        } catch (FailureException e) {
            LOG.warn("the neighbour stays as it was: {}", e.failure().code(), e);
        }
    }

    private static void tellOfFaults(Engine engine, boolean on) {
        try {
            if (engine.faults().choice().on() != on) {
                engine.faults().choose(on);
            }
        } catch (FailureException e) {
            LOG.warn("fault reports stay as they were: {}", e.failure().code(), e);
        }
    }

    private static void allow(Engine engine, long gigabytes) {
        try {
            engine.allowFilms(gigabytes * BYTES_PER_GIGABYTE);
        } catch (FailureException e) {
            LOG.warn("what films may take stays as it was: {}", e.failure().code(), e);
        }
    }

    private record LoadedPlayer(PlayerFeature player, Runnable ready) implements PlayerOpener {
        @Override
        public OpenPlayer open(FilmId film, Texts texts, Runnable leave, Runnable support) {
            return player.open(film, texts, leave, support);
        }

        @Override
        public void makeReady() {
            ready.run();
        }
    }
}
