package studio.karangou.desktop.app;

import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.util.Subscription;
import studio.karangou.common.model.Money;
import studio.karangou.desktop.feature.catalogue.CatalogueState;
import studio.karangou.desktop.feature.catalogue.CatalogueViewModel;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.catalogue.LibraryFilm;
import studio.karangou.desktop.feature.contribution.Funding;
import studio.karangou.desktop.feature.contribution.FundingViewModel;
import studio.karangou.desktop.feature.dashboard.DeviceFacts;
import studio.karangou.desktop.feature.discussion.DiscussionsViewModel;
import studio.karangou.desktop.feature.sync.SyncStatus;
import studio.karangou.desktop.feature.sync.SyncViewModel;

/// What this device knows by itself, put together for the dashboard.
final class PeopleFacts implements AutoCloseable {
    private final CatalogueViewModel catalogue;
    private final FundingViewModel funding;
    private final DiscussionsViewModel discussions;
    private final SyncViewModel sync;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<DeviceFacts> facts;
    private final Subscription following;

    PeopleFacts(
            CatalogueViewModel catalogue,
            FundingViewModel funding,
            DiscussionsViewModel discussions,
            SyncViewModel sync,
            InstantSource clock) {
        this.catalogue = catalogue;
        this.funding = funding;
        this.discussions = discussions;
        this.sync = sync;
        this.clock = clock;
        facts = new ReadOnlyObjectWrapper<>(gathered());
        following = catalogue
                .state()
                .subscribe(ignored -> gather())
                .and(funding.funding().subscribe(ignored -> gather()))
                .and(discussions.discussions().subscribe(ignored -> gather()))
                .and(sync.status().subscribe(ignored -> gather()));
    }

    ReadOnlyObjectProperty<DeviceFacts> facts() {
        return facts.getReadOnlyProperty();
    }

    private void gather() {
        facts.set(gathered());
    }

    private DeviceFacts gathered() {
        SyncStatus status = sync.status().get();
        Funding known = funding.funding().get();
        List<LibraryFilm> films = films();
        Map<Money.Currency, Money> sums = new EnumMap<>(Money.Currency.class);
        known.contributions()
                .forEach(one ->
                        sums.merge(one.made().amount().currency(), one.made().amount(), Money::plus));
        return new DeviceFacts(
                status.connection() instanceof SyncStatus.Connection.Online,
                status.pending(),
                status.setAside(),
                (int) films.stream().filter(PeopleFacts::isReady).count(),
                (int) films.stream()
                        .filter(film -> film.download() instanceof DownloadState.Running
                                || film.download() instanceof DownloadState.Waiting)
                        .count(),
                films.size(),
                known.contributions().size(),
                List.copyOf(sums.values()),
                known.open(clock.instant()).size(),
                discussions.discussions().get().size());
    }

    private List<LibraryFilm> films() {
        return switch (catalogue.state().get()) {
            case CatalogueState.Loading _ -> List.of();
            case CatalogueState.Broken _ -> List.of();
            case CatalogueState.Loaded loaded -> loaded.films();
        };
    }

    private static boolean isReady(LibraryFilm film) {
        return film.download() instanceof DownloadState.Ready || film.download() instanceof DownloadState.Improving;
    }

    @Override
    public void close() {
        following.unsubscribe();
    }
}
