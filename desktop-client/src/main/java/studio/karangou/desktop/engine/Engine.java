package studio.karangou.desktop.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.EnrolmentGrant;
import studio.karangou.common.protocol.Journal;
import studio.karangou.desktop.engine.delivery.Delivery;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.engine.enrolment.ContactFile;
import studio.karangou.desktop.engine.enrolment.DeviceEnrolment;
import studio.karangou.desktop.engine.enrolment.DriveRequests;
import studio.karangou.desktop.engine.enrolment.IdentityFile;
import studio.karangou.desktop.engine.fault.FaultRecorder;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.health.HealthReport;
import studio.karangou.desktop.engine.http.Reach;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.keychain.DeviceSecrets;
import studio.karangou.desktop.engine.keychain.FileKeychain;
import studio.karangou.desktop.engine.keychain.SystemStore;
import studio.karangou.desktop.engine.kiosk.KioskKeeper;
import studio.karangou.desktop.engine.neighbour.VenueNeighbours;
import studio.karangou.desktop.engine.people.AccountEnrolment;
import studio.karangou.desktop.engine.people.DeviceAccount;
import studio.karangou.desktop.engine.people.DevicePeople;
import studio.karangou.desktop.engine.people.ProviderRedirect;
import studio.karangou.desktop.engine.roads.Roads;
import studio.karangou.desktop.engine.roads.Self;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.DailyCopies;
import studio.karangou.desktop.engine.store.DataFolder;
import studio.karangou.desktop.engine.store.DatabaseCopies;
import studio.karangou.desktop.engine.store.JournalStore;
import studio.karangou.desktop.engine.store.LocalDatabase;
import studio.karangou.desktop.engine.store.SettingsStore;
import studio.karangou.desktop.engine.store.StoreFailure;
import studio.karangou.desktop.engine.store.ViewStore;
import studio.karangou.desktop.engine.store.WatchingStore;
import studio.karangou.desktop.engine.sync.IntroducingServer;
import studio.karangou.desktop.engine.sync.Surroundings;
import studio.karangou.desktop.engine.sync.SyncEngine;
import studio.karangou.desktop.engine.sync.SyncRoundParts;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.catalogue.Downloads;
import studio.karangou.desktop.feature.catalogue.Library;
import studio.karangou.desktop.feature.catalogue.Marks;
import studio.karangou.desktop.feature.contribution.Projects;
import studio.karangou.desktop.feature.discussion.Messages;
import studio.karangou.desktop.feature.enrolment.DriveEnrolment;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.enrolment.Enrolment;
import studio.karangou.desktop.feature.enrolment.HostEnrolment;
import studio.karangou.desktop.feature.kiosk.KioskDesk;
import studio.karangou.desktop.feature.player.PlaybackSource;
import studio.karangou.desktop.feature.player.ResumePoints;
import studio.karangou.desktop.feature.player.Views;
import studio.karangou.desktop.feature.sync.DriveRoad;
import studio.karangou.desktop.feature.sync.Neighbourhood;
import studio.karangou.desktop.feature.sync.SyncState;

/// Builds the engine and hands out its ports. Works before the device is enrolled, too; it just has nothing to
/// sync.
public final class Engine implements AutoCloseable {
    private final OpenParts parts;
    private final List<Failure> notices;
    private final FileKeychain keychain;
    private final HealthReport health;
    private final LocalDatabase database;
    private final ServerConnection server;
    private final JournalStore journal;
    private final SettingsStore settings;
    private final BestTime time;
    private final WatchingStore watching;
    private final ViewStore views;
    private final ServerCopy copy;
    private final SyncEngine sync;
    private final DeviceEnrolment enrolment;
    private final DriveRequests driveRequests;
    private final Delivery delivery;
    private final KioskKeeper keeper;
    private final Roads roads;
    private final VenueNeighbours neighbours;
    private final PeopleGround peopleGround;
    private final FaultRecorder faults;
    private final PeopleHere people = new PeopleHere();
    private final KeptChoices choices;

    /// @param parts gets what is opened, as soon as it is, so that a failure leaves nothing open
    private Engine(DataFolder folder, Clock clock, EngineSettings given, Optional<SystemStore> store, OpenParts parts)
            throws IOException {
        this.parts = parts;
        keychain = new FileKeychain(given.disk(), folder.secrets(), store);
        DeviceSecrets secrets = keychain.secrets();
        LocalDatabase.Opened opened = LocalDatabase.open(folder.database(), secrets.storageKey("database"));
        database = opened.database();
        parts.add(database::close);
        notices = opened.notice().<List<Failure>>map(List::of).orElse(List.of());
        settings = new SettingsStore(database);
        choices = new KeptChoices(settings, given.filmBytes());
        time = new BestTime(clock, System::nanoTime, new TimeMemory(settings));
        DatabaseCopies copies = new DatabaseCopies(given.disk(), folder.database(), secrets.storageKey("database"));
        parts.add(new DailyCopies(copies, database, time)::close);
        Changes changes = new Changes();
        FilmStore films = new FilmStore(given.disk(), folder.films(), choices::allowedForFilms);
        journal = new JournalStore(
                given.disk(),
                folder.journals(),
                secrets.storageKey("journal"),
                database,
                changes,
                time,
                time::isSure,
                people::actor);
        parts.add(journal::close);
        copy = ServerCopy.in(database, changes, films::file, journal, this::device, people::actor);
        watching = new WatchingStore(database);
        views = new ViewStore(given.disk(), folder.views(), journal);
        health = new HealthReport(
                given.version(),
                given.disk(),
                folder.folder(),
                time,
                journal::waiting,
                keychain::place,
                new ContactFile(given.disk(), folder.contact()));
        Supplier<SigningKeyPair> signing = () -> keychain.secrets().signing();
        Supplier<Optional<VerifyingKey>> pinned = () -> device().map(EnrolledDevice::serverKey);
        server = new ServerConnection(given.limits(), signing, choices::language, health);
        parts.add(server::close);
        sync = new SyncEngine(
                journal,
                settings,
                changes,
                time,
                new SyncRoundParts(copy.feed(), new IntroducingServer(server, people::meet), signing, pinned),
                server::live,
                new Surroundings(
                        new Surroundings.Space(films::used, films::budget),
                        copy.catalogue()::title,
                        fault -> faults().caught(fault),
                        notices),
                given.syncEvery());
        parts.add(sync::close);
        IdentityFile identity = new IdentityFile(given.disk(), folder.identity(), folder::hasJournals);
        enrolment = new DeviceEnrolment(identity, keychain, server, journal::waiting, sync::isShutOut, device -> {
            sync.stop();
            copies.forget();
            copy.feed().restart(device.serverKey());
            people.goOver(device.server(), server);
            begin(device);
        });
        driveRequests = new DriveRequests(
                given.disk(),
                folder.request(),
                secrets.storageKey("enrolment-request"),
                time,
                given.version(),
                enrolment,
                this::granted);
        Self self =
                new Self(enrolment::current, signing, () -> keychain.secrets().sealing());
        roads = new Roads(new Roads.Ground(
                given.disk(), folder.parcels(), journal, copy.feed(), settings, time, self, server, sync));
        parts.add(roads::close);
        neighbours = new VenueNeighbours(new VenueNeighbours.Ground(
                given.disk(),
                folder.relay(),
                given.relayPort(),
                given.lan().get(),
                self,
                server,
                () -> sync.reach() == Reach.THERE,
                settings,
                roads,
                copy.feed(),
                time));
        parts.add(neighbours::close);
        Subscription road = changes.sync().add(neighbours::look);
        parts.add(road::close);
        delivery = new Delivery(new Delivery.Ground(
                given.disk(),
                folder.downloads(),
                films,
                copy.catalogue(),
                watching,
                changes,
                server,
                enrolment::current,
                () -> keychain.secrets().sealing(),
                time,
                given.bestHeight(),
                () -> people.places(enrolment::current)));
        parts.add(delivery::close);
        keeper = new KioskKeeper(
                enrolment::current, copy.kiosks(), delivery.library(), delivery.downloads(), journal, changes);
        parts.add(keeper::close);
        peopleGround = new PeopleGround(given.disk(), folder, secrets, database, changes, settings, time);
        Subscription online =
                changes.sync().add(new OnlineNews(() -> sync.reach() == Reach.THERE, delivery, keeper, people)::look);
        parts.add(online::close);
        faults = new FaultRecorder(
                settings,
                journal,
                journal::lastFault,
                () -> enrolment.current().map(EnrolledDevice::profile),
                time,
                given.version());
        parts.add(faults::close);
        enrolment.current().ifPresent(this::begin);
        neighbours.begin();
    }

    /// Opens what is in the data folder, or begins it.
    ///
    /// @param data a folder for this device alone
    /// @throws FailureException with [StoreFailure.InUse] if another Karangou has the folder, with
    ///     [StoreFailure.DiskFull] or another failure with a sentence if it cannot be opened
    public static Engine open(Path data, Clock clock, EngineSettings settings) {
        return open(data, clock, settings, Optional.empty());
    }

    /// The same, with the keys sealed by the operating system's store; empty where they stay in their file.
    public static Engine open(Path data, Clock clock, EngineSettings settings, Optional<SystemStore> store) {
        OpenParts parts = new OpenParts();
        DataFolder folder = DataFolder.take(data);
        parts.add(folder::close);
        try {
            Engine engine = new Engine(folder, clock, settings, store, parts);
            Thread.ofVirtual().name("keys").start(engine.keychain::settle);
            return engine;
        } catch (IOException e) {
            parts.close();
            throw new FailureException(
                    DiskFullException.isOne(e) ? new StoreFailure.DiskFull() : new StoreFailure.NotWritten(), e);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /// How this device is, as [HealthReport#now].
    public DeviceHealth health() {
        return health.now();
    }

    /// What had to be mended to open, to be shown once; as a database that was set aside.
    public List<Failure> notices() {
        return notices;
    }

    public Journal journal() {
        return journal;
    }

    public Library library() {
        return delivery.library();
    }

    public Downloads downloads() {
        return delivery.downloads();
    }

    public PlaybackSource playback() {
        return delivery.showings();
    }

    public Projects projects() {
        return copy.projects();
    }

    public KioskDesk kiosks() {
        return copy.kiosks();
    }

    public Marks marks() {
        return copy.marks();
    }

    public Messages messages() {
        return copy.messages();
    }

    public SyncState sync() {
        return sync;
    }

    public Enrolment enrolment() {
        return enrolment;
    }

    public DriveEnrolment driveEnrolment() {
        return driveRequests;
    }

    public DriveRoad driveRoad() {
        return roads.drive();
    }

    /// Looks after drives by itself from now on: carries for others, takes what is for this device.
    ///
    /// @param drives the roots of those that are there
    public void watchDrives(Supplier<List<Path>> drives) {
        roads.watch(drives);
    }

    public Neighbourhood neighbours() {
        return neighbours;
    }

    public ResumePoints resumePoints() {
        return watching;
    }

    public Views views() {
        return views;
    }

    /// The people of this device, from now on. To be called once, after the engine was opened.
    ///
    /// @param remembers false at a kiosk, which writes nothing of a person
    /// @param browser opens the system's
    /// @param page what the browser shows when a sign-in came back from it, HTML
    public DevicePeople people(boolean remembers, ProviderRedirect.Browser browser, Supplier<String> page) {
        DevicePeople opened = peopleGround.open(
                remembers, server, sync::reach, enrolment::current, new ProviderRedirect(browser, page), parts);
        people.are(opened);
        if (sync.reach() == Reach.THERE) {
            people.contact();
        }
        return opened;
    }

    /// Enrolment by the account of a host.
    public HostEnrolment hostEnrolment(DevicePeople opened) {
        return new AccountEnrolment(opened, enrolment, server);
    }

    /// What who is signed in asks of the server.
    public DeviceAccount account(DevicePeople opened) {
        return new DeviceAccount(opened, peopleGround.disk());
    }

    /// Where faults of this program go, and whether the host agreed to it.
    public FaultRecorder faults() {
        return faults;
    }

    /// The device's best time, for screens: where the machine's clock is wrong, this is not.
    public InstantSource time() {
        return time.forScreens();
    }

    /// Lets films take so much from now on, also after a restart.
    ///
    /// @throws FailureException with a [StoreFailure] if it cannot be remembered
    public void allowFilms(long bytes) {
        choices.allowFilms(bytes);
    }

    /// What else the device remembers: the language of the screens, the usual audience…
    public SettingsStore settings() {
        return settings;
    }

    private Optional<EnrolledDevice> device() {
        return enrolment.current();
    }

    private void granted(EnrolmentGrant grant) {
        roads.granted(grant);
    }

    private void begin(EnrolledDevice device) {
        journal.openFor(device.id());
        journal.takeOver();
        views.recordLeft();
        server.identify(device.server(), device.id());
        sync.begin(device.id());
    }

    /// Stops everything; what is on its way goes on at the next start.
    @Override
    public void close() {
        parts.close();
    }
}
