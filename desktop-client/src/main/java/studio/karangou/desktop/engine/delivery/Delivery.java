package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.http.ServerConnection;
import studio.karangou.desktop.engine.store.CatalogueStore;
import studio.karangou.desktop.engine.store.Changes;
import studio.karangou.desktop.engine.store.WatchingStore;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// Downloads, the library and showings, wired together.
public final class Delivery implements AutoCloseable {
    private final WithdrawnFilms withdrawn;
    private final DownloadEngine downloads;
    private final DeviceLibrary library;
    private final DeliveryProxy proxy;
    private final ShowingSource showings;
    private final PictureFetcher pictures;

    /// What delivery works on.
    ///
    /// @param folder where the films' cards and licences are
    /// @param device who this device is, empty before it is enrolled
    /// @param keys that open licences
    /// @param time the device's best time
    /// @param bestHeight of pictures to fetch, in lines
    /// @param places of whoever is signed in when a film is opened
    public record Ground(
            Disk disk,
            Path folder,
            FilmStore store,
            CatalogueStore catalogue,
            WatchingStore watching,
            Changes changes,
            ServerConnection server,
            Supplier<Optional<EnrolledDevice>> device,
            Supplier<SealingKeyPair> keys,
            InstantSource time,
            int bestHeight,
            Supplier<Places> places) {}

    public Delivery(Ground on) throws IOException {
        FilmCards cards = new FilmCards(on.disk(), on.folder());
        ContentFetcher fetcher = new ContentFetcher(on.store(), on.server());
        FilmPapers papers = new FilmPapers(cards, on.store(), fetcher, on.server(), on.device(), on.time());
        Planner planner = new Planner(
                on.catalogue(),
                papers,
                on.store(),
                on.time(),
                () -> on.device().get().isPresent(),
                on.bestHeight());
        DeliveryParts parts = new DeliveryParts(
                on.store(), fetcher, cards, papers, planner, new Remover(cards, papers, on.store()), new OnScreen());
        proxy = new DeliveryProxy();
        downloads = new DownloadEngine(on.catalogue(), on.changes(), on.time(), parts);
        withdrawn = new WithdrawnFilms(on.catalogue(), downloads, on.changes());
        library = new DeviceLibrary(on.catalogue(), downloads, on.store(), on.changes());
        pictures = new PictureFetcher(on.catalogue(), on.store(), fetcher, on.changes());
        showings = new ShowingSource(
                on.catalogue(),
                downloads,
                parts,
                new LicenceCheck(on.watching(), on.time()),
                on.keys(),
                proxy,
                on.bestHeight(),
                on.places());
    }

    public DownloadEngine downloads() {
        return downloads;
    }

    public DeviceLibrary library() {
        return library;
    }

    public ShowingSource showings() {
        return showings;
    }

    /// Tries at once what waits for the network.
    public void networkIsBack() {
        downloads.networkIsBack();
        pictures.networkIsBack();
    }

    /// To be called now and then while the server answers.
    public void networkIsThere() {
        downloads.networkIsThere();
    }

    @Override
    public void close() throws IOException {
        pictures.close();
        withdrawn.close();
        downloads.close();
        proxy.close();
    }
}
