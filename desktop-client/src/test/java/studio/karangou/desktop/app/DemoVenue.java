package studio.karangou.desktop.app;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javax.imageio.ImageIO;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.KeyPlace;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.FakeLibrary;
import studio.karangou.desktop.feature.catalogue.FakeMarks;
import studio.karangou.desktop.feature.catalogue.Marks;
import studio.karangou.desktop.feature.contribution.FakeProjects;
import studio.karangou.desktop.feature.contribution.RecordedContribution;
import studio.karangou.desktop.feature.discussion.FakeMessages;
import studio.karangou.desktop.feature.discussion.Message;
import studio.karangou.desktop.feature.enrolment.FakeDriveEnrolment;
import studio.karangou.desktop.feature.enrolment.FakeEnrolment;
import studio.karangou.desktop.feature.kiosk.FakeKioskDesk;
import studio.karangou.desktop.feature.kiosk.KioskCash;
import studio.karangou.desktop.feature.kiosk.KioskFilm;
import studio.karangou.desktop.feature.player.OpenPlayer;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.feature.sync.FakeDriveRoad;
import studio.karangou.desktop.feature.sync.FakeNeighbourhood;
import studio.karangou.desktop.feature.sync.FakeSync;
import studio.karangou.desktop.feature.sync.PendingOperation;
import studio.karangou.desktop.feature.sync.SyncStatus;
import studio.karangou.desktop.ui.FakeSettings;

/// A venue with films, projects and people, offline for two hours and fourteen minutes: the world of the mockups.
public final class DemoVenue {
    public static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    public static final FilmId WINDS = new FilmId(id(1));
    public static final FilmId LAGOON = new FilmId(id(2));
    public static final FilmId HARMATTAN = new FilmId(id(7));
    public static final FilmId RAILS = new FilmId(id(9));
    /// Announced at a kiosk, and not taken yet.
    public static final OperationId ANNOUNCED = new OperationId(id(954));
    public static final ProjectId ZANGBETO = new ProjectId(id(101));

    public final FakeLibrary library = new FakeLibrary();
    public final FakeMarks marks = new FakeMarks();
    public final FakeProjects projects = new FakeProjects();
    public final FakeKioskDesk kiosks = new FakeKioskDesk();
    public final FakeMessages messages = new FakeMessages();
    public final FakeSync sync = new FakeSync();
    public final FakeDriveRoad driveRoad = new FakeDriveRoad();
    public final FakeNeighbourhood neighbours = new FakeNeighbourhood();
    public final FakeEnrolment enrolment = new FakeEnrolment();
    public final FakeDriveEnrolment byDrive = new FakeDriveEnrolment();
    public final FakeSettings settings = new FakeSettings();
    public final FakeJournal journal = new FakeJournal(InstantSource.fixed(NOW), this::written);
    public final FakePeople people = new FakePeople(NOW);
    public List<Failure> notices = List.of();
    /// What the film on the screen does.
    public PlayerActivity playing = PlayerActivity.RUNS;

    private boolean closed;

    /// How the device is.
    public DeviceHealth health =
            new DeviceHealth("1.0.0", 41_000_000_000L, 250_000_000_000L, 400, true, 3, KeyPlace.FILE);

    public DemoVenue(Path folder) {
        fillProjects();
        fillFilms(folder);
        fillTalk();
        fillKiosks();
        fillMarks();
        sync.connection(new SyncStatus.Connection.Offline(NOW.minus(Duration.ofMinutes(134))))
                .disk(4_200_000_000L, 20_000_000_000L);
        enrolment.enrolled("Ciné-club Agoè", DeviceProfile.LIEU);
    }

    public Ports ports() {
        return new Ports(
                enrolment,
                byDrive,
                library,
                library,
                marks,
                projects,
                kiosks,
                messages,
                sync,
                driveRoad,
                neighbours,
                journal,
                settings,
                InstantSource.fixed(NOW),
                (film, texts, leave, support) -> new StandInPlayer(film, leave, () -> playing),
                people.ports(),
                () -> health,
                notices,
                () -> closed = true);
    }

    public boolean isClosed() {
        return closed;
    }

    private void written(Operation operation) {
        if (operation.body() instanceof OperationBody.RoomFollowed) {
            return; // the program's own, which nobody is shown
        }
        sync.pending(new PendingOperation(operation, "Le vent du fleuve", null));
        switch (operation.body()) {
            case ContributionMade made ->
                projects.record(new RecordedContribution(
                        operation.id(), made, operation.time().instant(), null, null));
            case OperationBody.MessagePosted posted ->
                messages.add(
                        posted.film(),
                        library.film(posted.film()).orElseThrow().film().title(),
                        new Message(
                                operation.id(),
                                posted.author(),
                                posted.text(),
                                operation.time().instant(),
                                true,
                                Message.Delivery.PENDING));
            case OperationBody.FilmViewed _, OperationBody.FaultReported _ -> {}
            case OperationBody.CashSettled settled -> kiosks.said(settled.contribution(), settled.outcome());
            case OperationBody.KioskFilmChosen chosen ->
                kiosks.chose(
                        chosen.film(),
                        library.film(chosen.film()).orElseThrow().film().title(),
                        chosen.held());
            case OperationBody.FilmHeld _,
                    OperationBody.FavouriteAdded _,
                    OperationBody.FavouriteRemoved _,
                    OperationBody.FilmRated _,
                    OperationBody.RoomFollowed _ -> {}
        }
    }

    private void fillProjects() {
        projects.add(project(101, "La Nuit du Zangbeto", "Afi Mensah", ProjectState.OPEN, 3_120_000, 214, 18))
                .add(project(102, "École de cinéma de Kara", "Kossi Agbodji", ProjectState.OPEN, 640_000, 58, 41))
                .add(project(103, "Radio Lomé, le film", "Ama Dogbé", ProjectState.FUNDED, 5_150_000, 402, -20))
                .add(project(104, "Les Tisserands de Notsé", "Yao Amegan", ProjectState.APPROVED, 0, 0, 60));
        projects.record(contribution(901, 1_000, ContributionMethod.VOUCHER, ContributionState.AWAITING_PAYMENT, 40))
                .record(contribution(902, 32_500, ContributionMethod.CASH, ContributionState.CONFIRMED, 30))
                .record(contribution(903, 500, ContributionMethod.VOUCHER, ContributionState.EXPIRED, 400));
    }

    private void fillMarks() {
        marks.favourite(LAGOON, true);
        marks.rate(LAGOON, 4);
        marks.tell(WINDS, new Marks.Figures(1_240, 31_480, 38, 163));
        marks.tell(LAGOON, new Marks.Figures(1, 12, 1, 4));
    }

    private void fillKiosks() {
        cash(951, "Borne de l’entrée", 10_000, 300, ContributionState.CONFIRMED);
        cash(952, "Borne du marché", 500, 170, ContributionState.CANCELLED);
        cash(953, "Borne du marché", 2_000, 45, ContributionState.AWAITING_PAYMENT);
        cash(954, "Borne de l’entrée", 5_000, 12, ContributionState.AWAITING_PAYMENT);
        kiosks.add(new KioskFilm(WINDS, "Les Vents d’Aného", true, List.of("Borne du marché", "Borne de l’entrée")));
        kiosks.add(new KioskFilm(RAILS, "Rails", true, List.of()));
    }

    private void cash(int number, String kiosk, long francs, int minutesAgo, ContributionState state) {
        kiosks.add(new KioskCash(
                new OperationId(id(number)),
                kiosk,
                "La Nuit du Zangbeto",
                Money.xof(francs),
                NOW.minus(Duration.ofMinutes(minutesAgo)),
                state,
                null,
                null));
    }

    private static Project project(
            int number, String title, String director, ProjectState state, long collected, int people, int days) {
        return new Project(
                new ProjectId(id(number)),
                title,
                "Dans une ville du littoral, une troupe de jeunes prépare la grande sortie des gardiens de la nuit."
                        + " Le film suit une saison de répétitions, de couture et de musique, jusqu’à la fête.",
                director,
                new CountryCode("TG"),
                state,
                number % 2 == 1 ? FundingMode.ALL_OR_NOTHING : FundingMode.FLEXIBLE,
                Money.xof(5_000_000),
                Money.xof(collected),
                people,
                LocalDate.of(2026, 11, 22).plusDays(days),
                null);
    }

    private static RecordedContribution contribution(
            int number, long francs, ContributionMethod method, ContributionState state, int hoursAgo) {
        boolean voucher = method == ContributionMethod.VOUCHER;
        Instant at = NOW.minus(Duration.ofHours(hoursAgo));
        return new RecordedContribution(
                new OperationId(id(number)),
                new ContributionMade(
                        ZANGBETO,
                        voucher ? WINDS : null,
                        Money.xof(francs),
                        method,
                        voucher ? VoucherCode.draw(new java.util.Random(number)) : null,
                        voucher ? at.plus(Duration.ofDays(7)) : null,
                        null),
                at,
                state,
                null);
    }

    private void fillFilms(Path folder) {
        DownloadState ready = new DownloadState.Ready("720p", 780_000_000);
        film(1, "Les Vents d’Aného", Genre.FICTION, "TG", 102, "ee", ready, picture(folder, 1));
        film(2, "Lagune", Genre.FICTION, "BJ", 88, "fon", ready, null);
        film(
                3,
                "Soleil de Dapaong",
                Genre.DOCUMENTARY,
                "TG",
                52,
                "fr",
                new DownloadState.Ready("480p", 240_000_000),
                null);
        film(4, "Fréquence 228", Genre.FICTION, "TG", 95, "fr", improving(), null);
        film(5, "La Ligne rouge de Tsévié", Genre.FICTION, "TG", 72, "ee", ready, picture(folder, 5));
        film(6, "Nuit Kabyè", Genre.SHORT, "TG", 24, "kbp", new DownloadState.Ready("360p", 90_000_000), null);
        film(
                7,
                "Harmattan",
                Genre.DOCUMENTARY,
                "BF",
                111,
                "mos",
                new DownloadState.Paused(228_000_000, 600_000_000),
                null);
        film(8, "Le Fleuve invisible", Genre.DOCUMENTARY, "ML", 84, "bm", running(), null);
        film(9, "Rails", Genre.FICTION, "CI", 91, "fr", new DownloadState.NotStarted(), null);
        film(10, "Maman Benz", Genre.DOCUMENTARY, "TG", 64, "ee", new DownloadState.NotStarted(), null);
        film(
                11,
                "Le Griot et le Drone",
                Genre.ANIMATION,
                "SN",
                18,
                "wo",
                new DownloadState.NotStarted(),
                picture(folder, 11));
        film(12, "Cour commune", Genre.SHORT, "GH", 27, "en", new DownloadState.NotStarted(), null);
        film(13, "L’Or de Kéran", Genre.FICTION, "TG", 107, "fr", new DownloadState.NotStarted(), null);
    }

    private static DownloadState improving() {
        return new DownloadState.Improving("480p", "720p", 640, 1_000, 0, null);
    }

    private static DownloadState running() {
        return new DownloadState.Running(150_000_000, 700_000_000, 640_000, Duration.ofMinutes(14));
    }

    private void film(
            int number,
            String title,
            Genre genre,
            String country,
            int minutes,
            String language,
            DownloadState state,
            Path poster) {
        library.add(
                new Film(
                        new FilmId(id(number)),
                        title,
                        number == 1
                                ? "Une pêcheuse d’Aného hérite d’un cinéma de plein air et d’une dette impossible."
                                : "Une histoire de " + title + ", de gens qui restent et de gens qui partent, racontée"
                                        + " depuis la cour, le marché et la route.",
                        number % 2 == 1 ? "Afi Mensah" : "Kossi Agbodji",
                        2018 + number % 8,
                        genre,
                        List.of(new CountryCode(country)),
                        List.of(new LanguageTag(language)),
                        language.equals("fr") ? List.of() : List.of(new LanguageTag("fr")),
                        Duration.ofMinutes(minutes),
                        number % 3 == 1 ? ZANGBETO : null,
                        new ContentAddress("0".repeat(64)),
                        new ContentAddress("1".repeat(64))),
                state,
                poster);
    }

    private void fillTalk() {
        say(
                1,
                "Kossi A.",
                "Le passage sur la plage, on l’a remonté trois fois. Merci au ciné-club~!",
                300,
                false,
                Message.Delivery.SHARED);
        say(
                1,
                "Ama D.",
                "Est-ce que la version en éwé sera sous-titrée aussi en anglais~?",
                200,
                false,
                Message.Delivery.SHARED);
        say(
                1,
                "Ciné-club Agoè",
                "Salle comble hier soir, 214 personnes. Le générique a été applaudi.",
                95,
                true,
                Message.Delivery.PENDING);
        say(2, "Essi", "On veut la suite.", 2000, false, Message.Delivery.SHARED);
    }

    private void say(int film, String author, String text, int minutesAgo, boolean own, Message.Delivery delivery) {
        messages.add(
                new FilmId(id(film)),
                film == 1 ? "Les Vents d’Aného" : "Lagune",
                new Message(
                        new OperationId(id(5_000 + minutesAgo)),
                        author,
                        text.replace('~', '\u00a0'),
                        NOW.minus(Duration.ofMinutes(minutesAgo)),
                        own,
                        delivery));
    }

    private static Path picture(Path folder, int seed) {
        try {
            BufferedImage image = new BufferedImage(640, 360, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = image.createGraphics();
            pen.setPaint(new GradientPaint(0, 0, new Color(0xd5672f), 0, 360, new Color(0x1c0e10 + seed * 0x070301)));
            pen.fillRect(0, 0, 640, 360);
            pen.setPaint(new Color(0xffcf70));
            pen.fillOval(400 - seed * 10, 40, 120, 120);
            pen.dispose();
            Path file = folder.resolve("poster-" + seed + ".png");
            Files.createDirectories(folder);
            ImageIO.write(image, "png", file.toFile());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UUID id(int number) {
        return new UUID(0x018f4e1a_0000_7000L, 0x8000_0000_0000_0000L | number);
    }

    /// Every film's id, in the catalogue's order.
    public static List<FilmId> films() {
        return Arrays.stream(new int[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
                .mapToObj(number -> new FilmId(id(number)))
                .toList();
    }

    /// Stands where the player is, and can be left.
    static final class StandInPlayer extends OpenPlayer {
        private final StackPane pane;
        private final Supplier<PlayerActivity> activity;

        StandInPlayer(FilmId film, Runnable leave, Supplier<PlayerActivity> activity) {
            this.activity = activity;
            Button end = new Button(film.toString());
            end.setId("stand-in-player");
            end.setOnAction(event -> leave.run());
            pane = new StackPane(end);
        }

        @Override
        public PlayerActivity activity() {
            return activity.get();
        }

        @Override
        public Parent node() {
            return pane;
        }
    }
}
