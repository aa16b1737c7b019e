package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.catalogue.CatalogueLinks;
import studio.karangou.desktop.feature.catalogue.CatalogueViewModel;
import studio.karangou.desktop.feature.catalogue.DiskUse;
import studio.karangou.desktop.feature.catalogue.DownloadsView;
import studio.karangou.desktop.feature.catalogue.FilmView;
import studio.karangou.desktop.feature.catalogue.FilmViewModel;
import studio.karangou.desktop.feature.catalogue.MarksViewModel;
import studio.karangou.desktop.feature.contribution.CashRule;
import studio.karangou.desktop.feature.contribution.ContributeViewModel;
import studio.karangou.desktop.feature.contribution.ContributionsView;
import studio.karangou.desktop.feature.contribution.FundingViewModel;
import studio.karangou.desktop.feature.contribution.ProjectView;
import studio.karangou.desktop.feature.contribution.ProjectsView;
import studio.karangou.desktop.feature.discussion.DiscussionsView;
import studio.karangou.desktop.feature.discussion.DiscussionsViewModel;
import studio.karangou.desktop.feature.sync.DriveRoadView;
import studio.karangou.desktop.feature.sync.DriveRoadViewModel;
import studio.karangou.desktop.feature.sync.SyncViewModel;
import studio.karangou.desktop.feature.sync.WaitingView;
import studio.karangou.desktop.ui.DriveChoice;
import studio.karangou.desktop.ui.FakeDrives;
import studio.karangou.desktop.ui.FakePapers;
import studio.karangou.desktop.ui.TaskFailure;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Pictures;

/// What a page shows before it was read, and when it cannot be: never that there is nothing.
class PageStatesTest {
    private static final InstantSource CLOCK = InstantSource.fixed(DemoVenue.NOW);

    @TempDir
    Path folder;

    private final Texts texts = new Texts(Locale.FRENCH, ZoneOffset.UTC);
    private final List<Runnable> waiting = new ArrayList<>();
    private DemoVenue venue;

    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void make_a_venue() {
        venue = new DemoVenue(folder);
    }

    @Test
    void the_page_of_this_device() {
        CatalogueViewModel model = on(() -> new CatalogueViewModel(
                venue.library, new SimpleObjectProperty<>(Set.of()), new SimpleObjectProperty<>(Set.of()), tasks()));
        check(
                () -> new DownloadsView(
                        model,
                        new SimpleObjectProperty<>(new DiskUse(0, 0)),
                        new LeadsNowhere(),
                        new Pictures(),
                        texts),
                now -> venue.library.breakWith(now ? Optional.of(new TaskFailure.Unexpected()) : Optional.empty()),
                "Lagune");
    }

    @Test
    void a_film() {
        FilmViewModel model = on(() -> new FilmViewModel(DemoVenue.LAGOON, venue.library, venue.library, tasks()));
        MarksViewModel marks = on(() -> new MarksViewModel(venue.marks, tasks()));
        check(
                () -> new FilmView(model, marks, new LeadsNowhere(), new Blank(), new Pictures(), texts),
                now -> venue.library.breakWith(now ? Optional.of(new TaskFailure.Unexpected()) : Optional.empty()),
                "Lagune");
    }

    @Test
    void a_project() {
        FundingViewModel funding = on(() -> new FundingViewModel(venue.projects, tasks()));
        ContributeViewModel model = on(() -> new ContributeViewModel(
                DemoVenue.ZANGBETO,
                Optional.empty(),
                funding.funding(),
                venue.journal,
                CashRule.atDesk(DeviceProfile.LIEU),
                CLOCK,
                RandomGenerator.getDefault(),
                tasks()));
        ProjectView.Desk desk = new ProjectView.Desk(new FakePapers(), tasks());
        check(
                () -> new ProjectView(model, funding, CLOCK, new Pictures(), desk, () -> {}, texts),
                venue.projects::breaks,
                "La Nuit du Zangbeto");
    }

    private static final class LeadsNowhere implements CatalogueLinks {
        @Override
        public void openFilm(FilmId film) {}

        @Override
        public void watch(FilmId film) {}

        @Override
        public void openDownloads() {}

        @Override
        public void back() {}

        @Override
        public View projectCard(Film film, Texts texts) {
            return new Blank();
        }

        @Override
        public Optional<View> kioskCard(Film film, Texts texts) {
            return Optional.empty();
        }
    }

    private static final class Blank extends View {
        private final Pane nothing = new Pane();

        @Override
        public Parent node() {
            return nothing;
        }
    }

    @Test
    void the_projects() {
        FundingViewModel model = on(() -> new FundingViewModel(venue.projects, tasks()));
        check(
                () -> new ProjectsView(model, CLOCK, project -> {}, new Pictures(), texts),
                venue.projects::breaks,
                "La Nuit du Zangbeto");
    }

    @Test
    void the_contributions() {
        FundingViewModel model = on(() -> new FundingViewModel(venue.projects, tasks()));
        check(
                () -> new ContributionsView(model, film -> "Lagune", texts),
                venue.projects::breaks,
                texts.of("contributions.total"));
    }

    @Test
    void the_discussions() {
        DiscussionsViewModel model = on(() -> new DiscussionsViewModel(venue.messages, tasks()));
        check(() -> new DiscussionsView(model, CLOCK, film -> {}, texts), venue.messages::breaks, "Lagune");
    }

    @Test
    void what_waits() {
        SyncViewModel model = on(() -> new SyncViewModel(venue.sync, CLOCK, tasks()));
        DriveRoadViewModel drive = on(() -> new DriveRoadViewModel(
                venue.driveRoad, new DriveChoice(new FakeDrives(), tasks()), model::isOnline, CLOCK, tasks()));
        check(
                () -> new WaitingView(
                        model,
                        new DriveRoadView(drive, model.status(), Optional.empty(), (_, _) -> () -> {}, texts),
                        texts),
                venue.sync::breaks,
                texts.of("sync.nothing"));
    }

    /// Loading, then broken, then after a retry what there is.
    private void check(Callable<View> page, Consumer<Boolean> breaks, String content) {
        View view = on(page);
        Scene scene = on(() -> new Scene(view.node()));
        assertThat(shows(scene, "page-loading")).isTrue();
        assertThat(words(scene)).doesNotContain(content);
        breaks.accept(true);
        work();
        assertThat(shows(scene, "page-loading")).isFalse();
        assertThat(shows(scene, "page-broken")).isTrue();
        assertThat(String.join(" ", words(scene))).contains(new TaskFailure.Unexpected().code());
        breaks.accept(false);
        on(() -> {
            ((Button) scene.lookup("#retry")).fire();
            return true;
        });
        work();
        assertThat(shows(scene, "page-broken")).isFalse();
        assertThat(words(scene)).contains(content);
        on(() -> {
            view.close();
            return true;
        });
    }

    /// Work in the background that waits for the test.
    private Tasks tasks() {
        return new Tasks(waiting::add, Runnable::run);
    }

    private void work() {
        on(() -> {
            while (!waiting.isEmpty()) {
                waiting.removeFirst().run();
            }
            return true;
        });
    }

    private boolean shows(Scene scene, String id) {
        return on(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene.lookup("#" + id) != null;
        });
    }

    private List<String> words(Scene scene) {
        return on(() -> {
            scene.getRoot().applyCss();
            scene.getRoot().layout();
            return scene.getRoot().lookupAll("*").stream()
                    .filter(Labeled.class::isInstance)
                    .map(Labeled.class::cast)
                    .filter(Node::isVisible)
                    .map(Labeled::getText)
                    .toList();
        });
    }

    private static <T> T on(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, work);
    }
}
