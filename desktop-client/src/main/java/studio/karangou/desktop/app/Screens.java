package studio.karangou.desktop.app;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.util.Subscription;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.feature.catalogue.CatalogueLinks;
import studio.karangou.desktop.feature.catalogue.CatalogueViewModel;
import studio.karangou.desktop.feature.catalogue.DiskUse;
import studio.karangou.desktop.feature.catalogue.DownloadsView;
import studio.karangou.desktop.feature.catalogue.FilmView;
import studio.karangou.desktop.feature.catalogue.FilmViewModel;
import studio.karangou.desktop.feature.catalogue.HomeView;
import studio.karangou.desktop.feature.catalogue.Marks;
import studio.karangou.desktop.feature.catalogue.MarksViewModel;
import studio.karangou.desktop.feature.contribution.CashRule;
import studio.karangou.desktop.feature.contribution.ContributeViewModel;
import studio.karangou.desktop.feature.contribution.ContributionsView;
import studio.karangou.desktop.feature.contribution.FundingViewModel;
import studio.karangou.desktop.feature.contribution.ProjectCard;
import studio.karangou.desktop.feature.contribution.ProjectView;
import studio.karangou.desktop.feature.contribution.ProjectsView;
import studio.karangou.desktop.feature.discussion.DiscussionsView;
import studio.karangou.desktop.feature.discussion.DiscussionsViewModel;
import studio.karangou.desktop.feature.discussion.ThreadPanel;
import studio.karangou.desktop.feature.discussion.ThreadView;
import studio.karangou.desktop.feature.discussion.ThreadViewModel;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.enrolment.PlaceView;
import studio.karangou.desktop.feature.kiosk.KioskFilmCard;
import studio.karangou.desktop.feature.kiosk.KiosksView;
import studio.karangou.desktop.feature.kiosk.KiosksViewModel;
import studio.karangou.desktop.feature.people.SignedIn;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.feature.sync.DriveRoadView;
import studio.karangou.desktop.feature.sync.DriveRoadViewModel;
import studio.karangou.desktop.feature.sync.NeighbourView;
import studio.karangou.desktop.feature.sync.NeighbourViewModel;
import studio.karangou.desktop.feature.sync.RoadsView;
import studio.karangou.desktop.feature.sync.SyncViewModel;
import studio.karangou.desktop.feature.sync.WaitingView;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.Settings;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Pictures;

/// Every page of the running program, and how one leads to the other: here the features, which do not know
/// each other, are put together.
final class Screens implements CatalogueLinks, AutoCloseable {
    private final Ports ports;
    private final Surroundings around;
    private final EnrolledDevice device;
    private final Pictures pictures = new Pictures();
    private final CatalogueViewModel catalogue;
    private final MarksViewModel marks;
    private final FundingViewModel funding;
    private final KiosksViewModel kiosks;
    private final DiscussionsViewModel discussions;
    private final SyncViewModel sync;
    private final DriveRoadViewModel drive;
    private final NeighbourViewModel neighbours;
    private final PeopleScreens people;
    private final PeopleFacts facts;
    private final Subscription leaving;
    private final Navigator navigator;
    private final KioskVisit visit =
            new KioskVisit((project, film) -> contributing(project, film, CashRule.atKiosk(device().profile())));

    Screens(Ports ports, EnrolledDevice device, Surroundings around) {
        this.ports = ports;
        this.around = around;
        this.device = device;
        funding = new FundingViewModel(ports.projects(), around.tasks());
        marks = new MarksViewModel(ports.marks(), around.tasks());
        catalogue = new CatalogueViewModel(
                ports.library(),
                funding.funding().map(known -> known.open(around.clock().instant())),
                marks.known().map(Marks.Known::favourites),
                around.tasks());
        kiosks = new KiosksViewModel(
                ports.kiosks(), ports.projects()::projects, ports.journal(), around.clock(), around.tasks());
        discussions = new DiscussionsViewModel(ports.messages(), around.tasks());
        sync = new SyncViewModel(ports.sync(), ports.projects()::projects, around.clock(), around.tasks());
        drive = new DriveRoadViewModel(
                ports.driveRoad(),
                new DriveChoice(around.drives(), around.tasks()),
                () -> sync.isOnline(),
                around.clock(),
                around.tasks());
        neighbours = new NeighbourViewModel(ports.neighbours(), around.clock(), around.tasks());
        people = new PeopleScreens(
                ports.people(),
                new PeopleScreens.Around(
                        around.tasks(),
                        around.clock(),
                        around.papers(),
                        around.drives(),
                        around.ticker(),
                        around::spoken,
                        around::tell));
        facts = new PeopleFacts(catalogue, funding, discussions, sync, around.clock());
        navigator = new Navigator(new Destination.Catalogue(), this::page);
        leaving = people.who().subscribe(this::followPerson);
    }

    Navigator navigator() {
        return navigator;
    }

    CatalogueViewModel catalogue() {
        return catalogue;
    }

    MarksViewModel marks() {
        return marks;
    }

    /// What the visitor of a kiosk does.
    KioskVisit visit() {
        return visit;
    }

    FundingViewModel funding() {
        return funding;
    }

    SyncViewModel sync() {
        return sync;
    }

    PeopleScreens people() {
        return people;
    }

    Optional<PlayerActivity> playing() {
        return around.playing();
    }

    void leavePlayer() {
        around.leavePlayer();
    }

    void takeScreen() {
        around.takeScreen();
    }

    Ticker ticker() {
        return around.ticker();
    }

    InstantSource clock() {
        return around.clock();
    }

    Pictures pictures() {
        return pictures;
    }

    EnrolledDevice device() {
        return device;
    }

    private Page page(Destination destination) {
        return switch (destination) {
            case Destination.Catalogue it -> lasting(it, texts -> new HomeView(catalogue, this, pictures, texts));
            case Destination.FilmPage it -> film(it);
            case Destination.OnThisDevice it ->
                lasting(it, texts -> new DownloadsView(catalogue, diskUse(), this, pictures, texts));
            case Destination.ProjectList it ->
                lasting(
                        it,
                        texts -> new ProjectsView(
                                funding,
                                around.clock(),
                                project -> openProject(project, Optional.empty()),
                                pictures,
                                texts));
            case Destination.ProjectPage it -> project(it);
            case Destination.Contributions it ->
                lasting(it, texts -> new ContributionsView(funding, this::filmTitle, texts));
            case Destination.Kiosks it ->
                lasting(
                        it,
                        texts -> new KiosksView(
                                kiosks, this::openFilm, () -> navigator.switchTo(new Destination.Catalogue()), texts));
            case Destination.Discussions it ->
                lasting(
                        it,
                        texts -> new DiscussionsView(
                                discussions,
                                around.clock(),
                                film -> navigator.go(new Destination.Thread(film)),
                                texts));
            case Destination.Thread it -> thread(it);
            case Destination.Waiting it -> lasting(it, texts -> new WaitingView(sync, roads(texts), texts));
            case Destination.Place it ->
                lasting(it, texts -> new PlaceView(device, around.data(), around::enrolElsewhere, texts));
            case Destination.Health it -> people.health(it, ports.health(), device.server());
            case Destination.SignIn _ -> signIn();
            case Destination.Account it -> people.account(it).orElseGet(this::signIn);
            case Destination.Faults it ->
                people.faults(it, () -> navigator.back()).orElseGet(this::signIn);
            case Destination.People it -> people.roles(it, navigator).orElseGet(this::signIn);
            case Destination.Dashboard it ->
                people.dashboard(it, facts.facts(), new PlacesOfThePerson(navigator))
                        .orElseGet(this::signIn);
        };
    }

    private RoadsView roads(Texts texts) {
        return new RoadsView(
                new DriveRoadView(drive, sync.status(), Optional.of(around.papers()), around.ticker(), texts),
                new NeighbourView(neighbours, texts));
    }

    /// Asks for a server to enrol this device with anew.
    void enrolAgain() {
        around.enrolElsewhere();
    }

    private Page signIn() {
        return people.signIn(new Destination.SignIn(), this::goIn, () -> navigator.back());
    }

    /// Who left must not stay on the screen; why a session ended by itself is said where one signs in.
    private void followPerson(Optional<SignedIn> before, Optional<SignedIn> who) {
        if (!before.map(PeopleScreens::id).equals(who.map(PeopleScreens::id))) {
            marks.changePerson();
        }
        Destination at = navigator.current().get().destination();
        if (at instanceof Destination.Health && !before.map(PeopleScreens::id).equals(who.map(PeopleScreens::id))) {
            navigator.renew(); // the venues there are those of a host
        }
        boolean theirs = at instanceof Destination.Account
                || at instanceof Destination.Dashboard
                || at instanceof Destination.People
                || at instanceof Destination.Faults;
        if (who.isEmpty() && theirs) {
            navigator.switchTo(
                    people.presence().ended().get().isPresent()
                            ? new Destination.SignIn()
                            : new Destination.Catalogue());
        }
    }

    /// Somebody has just signed in.
    private void goIn() {
        navigator.switchTo(new Destination.Dashboard());
    }

    private static Page lasting(Destination destination, Function<Texts, View> view) {
        return new Page(destination, view, () -> {});
    }

    private Page film(Destination.FilmPage at) {
        FilmViewModel model = new FilmViewModel(at.film(), ports.library(), ports.downloads(), around.tasks());
        ThreadViewModel thread = threadModel(at.film());
        return new Page(
                at,
                texts -> new FilmView(
                        model, marks, this, new ThreadPanel(thread, around.clock(), texts), pictures, texts),
                () -> {
                    model.close();
                    thread.close();
                });
    }

    private Page project(Destination.ProjectPage at) {
        ContributeViewModel model = contributing(at.project(), at.film(), CashRule.atDesk(device.profile()));
        return new Page(
                at,
                texts -> new ProjectView(
                        model,
                        funding,
                        around.clock(),
                        pictures,
                        new ProjectView.Desk(around.papers(), around.tasks()),
                        navigator::back,
                        texts),
                () -> {});
    }

    private ContributeViewModel contributing(ProjectId project, Optional<FilmId> film, CashRule cash) {
        return new ContributeViewModel(
                project,
                film,
                funding.funding(),
                ports.journal(),
                cash,
                around.clock(),
                around.random(),
                around.tasks());
    }

    private Page thread(Destination.Thread at) {
        ThreadViewModel model = threadModel(at.film());
        return new Page(
                at,
                texts -> new ThreadView(
                        filmTitle(at.film()),
                        new ThreadPanel(model, around.clock(), texts),
                        navigator::back,
                        () -> openFilm(at.film()),
                        texts),
                model::close);
    }

    private ThreadViewModel threadModel(FilmId film) {
        return new ThreadViewModel(film, ports.messages(), ports.journal(), authors(), around.tasks());
    }

    /// A kiosk does not offer one visitor's name to the next.
    private Settings authors() {
        return device.profile() == DeviceProfile.BORNE ? Settings.NONE : ports.settings();
    }

    /// The figures beside the rail's entries.
    RailCounts counts() {
        return new RailCounts(catalogue, sync, kiosks);
    }

    private ObservableValue<DiskUse> diskUse() {
        return sync.status().map(status -> new DiskUse(status.filmBytes(), status.filmBytesAllowed()));
    }

    private String filmTitle(FilmId film) {
        return catalogue.film(film).map(known -> known.film().title()).orElse("");
    }

    /// Leads from a film that was just watched to its project, if it supports one.
    void support(FilmId film) {
        catalogue
                .film(film)
                .map(known -> known.film().project())
                .ifPresent(project -> openProject(project, Optional.of(film)));
    }

    private void openProject(ProjectId project, Optional<FilmId> film) {
        navigator.go(new Destination.ProjectPage(project, film));
    }

    @Override
    public void openFilm(FilmId film) {
        navigator.go(new Destination.FilmPage(film));
    }

    @Override
    public void watch(FilmId film) {
        around.play(film);
    }

    @Override
    public void openDownloads() {
        navigator.go(new Destination.OnThisDevice());
    }

    @Override
    public void back() {
        navigator.back();
    }

    @Override
    public View projectCard(Film film, Texts texts) {
        return new ProjectCard(
                funding,
                Optional.ofNullable(film.project()),
                around.clock(),
                project -> openProject(project, Optional.of(film.id())),
                texts);
    }

    @Override
    public Optional<View> kioskCard(Film film, Texts texts) {
        return device.profile() == DeviceProfile.LIEU
                ? Optional.of(new KioskFilmCard(kiosks, film.id(), texts))
                : Optional.empty();
    }

    @Override
    public void close() {
        navigator.current().get().close().run();
        catalogue.close();
        marks.close();
        funding.close();
        kiosks.close();
        discussions.close();
        neighbours.close();
        sync.close();
        leaving.unsubscribe();
        facts.close();
        people.close();
    }
}
