package studio.karangou.desktop.app;

import javafx.beans.value.ObservableValue;
import studio.karangou.desktop.feature.catalogue.CatalogueState;
import studio.karangou.desktop.feature.catalogue.CatalogueViewModel;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.kiosk.KiosksViewModel;
import studio.karangou.desktop.feature.sync.SyncViewModel;

/// The figures beside the rail's entries: what comes in, what waits, what is to be taken.
record RailCounts(CatalogueViewModel catalogue, SyncViewModel sync, KiosksViewModel kiosks) {
    /// How many films are on their way, for the rail.
    ObservableValue<Number> incoming() {
        return catalogue.state().map(state -> switch (state) {
            case CatalogueState.Loading it -> 0L;
            case CatalogueState.Broken it -> 0L;
            case CatalogueState.Loaded it ->
                it.here().stream()
                        .filter(film -> film.download() instanceof DownloadState.Running
                                || film.download() instanceof DownloadState.Waiting)
                        .count();
        });
    }

    /// How many operations wait or were set aside, for the rail.
    ObservableValue<Number> waiting() {
        return sync.status().map(status -> status.pending() + status.setAside());
    }

    /// How many announced sums, and refused ones, wait for the host, for the rail.
    ObservableValue<Number> announcedCash() {
        return kiosks.kiosks()
                .map(known -> known.waiting().size() + known.refused().size());
    }
}
