package studio.karangou.desktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.desktop.engine.disk.SmallDisk;
import studio.karangou.desktop.feature.catalogue.DownloadState;
import studio.karangou.desktop.feature.kiosk.KioskCash;
import studio.karangou.desktop.feature.kiosk.KioskFilm;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;

/// A venue's kiosks, seen from the kiosk and from the host's desk, with the real engine.
class KioskFilmsTest {
    private static final OperationId CASH = new OperationId(new UUID(4, 4));

    @TempDir
    Path folder;

    private EngineBench bench;
    private FilmId film;

    @BeforeEach
    void start() throws IOException {
        bench = new EngineBench(folder);
        FakeFilm made = new FakeFilm(bench.server.keys(), "Les Vents d’Aného", 4, 5_000, null);
        film = made.film().id();
        bench.server.add(made);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Test
    void a_kiosk_fetches_what_its_host_chose_says_when_it_has_it_and_lets_it_go_again() {
        bench.enrol(DeviceProfile.BORNE);
        bench.server.add(new Change.KioskFilm(film, true));
        bench.await("the film", () -> bench.download(film) instanceof DownloadState.Ready);
        bench.await("the report", () -> reports().equals(List.of(new FilmHeld(film, true))));

        bench.stop();
        bench.engine();
        bench.server.add(new Change.KioskFilm(film, false));
        bench.await("the film to go", () -> bench.download(film) instanceof DownloadState.NotStarted);
        bench.await(
                "the second report",
                () -> reports().equals(List.of(new FilmHeld(film, true), new FilmHeld(film, false))));
    }

    @Test
    void a_film_that_had_no_room_on_a_kiosk_comes_when_there_is_room_and_the_network_is_back() throws IOException {
        SmallDisk disk = new SmallDisk(0);
        try (EngineBench full = new EngineBench(folder.resolve("full"), disk)) {
            FakeFilm made = new FakeFilm(full.server.keys(), "Lagune", 4, 5_000, null);
            disk.makeRoom(1_000_000);
            full.enrol(DeviceProfile.BORNE);
            full.await("online", () -> full.engine().sync().status().connection() instanceof Connection.Online);
            full.server.add(made);
            disk.makeRoom(8_000);
            full.server.add(new Change.KioskFilm(made.film().id(), true));
            full.engine().sync().syncNow();
            full.await("no room", () -> full.download(made.film().id()) instanceof DownloadState.Failed);

            disk.makeRoom(Long.MAX_VALUE);
            full.server.down();
            full.engine().sync().syncNow();
            full.await("offline", () -> full.engine().sync().status().connection() instanceof Connection.Offline);
            full.server.up();

            full.await("the film", () -> full.download(made.film().id()) instanceof DownloadState.Ready);
        }
    }

    @Test
    void a_hosts_own_device_fetches_nothing_for_the_kiosks_and_reads_what_they_have() {
        bench.enrol();
        bench.await("the film", () -> !bench.engine().library().films().isEmpty());
        bench.engine().journal().record(new KioskFilmChosen(film, true));
        assertThat(bench.engine().kiosks().films())
                .containsExactly(new KioskFilm(film, "Les Vents d’Aného", true, List.of()));

        bench.server.add(new Change.KioskFilm(film, true));
        bench.server.add(new Change.KioskHolds(new DeviceId(new UUID(5, 5)), "Borne du marché", film, true));
        bench.await(
                "what the kiosk has",
                () -> bench.engine()
                        .kiosks()
                        .films()
                        .equals(List.of(new KioskFilm(film, "Les Vents d’Aného", true, List.of("Borne du marché")))));
        assertThat(bench.download(film)).isInstanceOf(DownloadState.NotStarted.class);
    }

    @Test
    void announced_cash_waits_until_it_is_settled_here_or_elsewhere() {
        bench.enrol();
        bench.server.add(announced(ContributionState.AWAITING_PAYMENT));
        bench.await("the cash", () -> !bench.engine().kiosks().cash().isEmpty());
        assertThat(cash().waits()).isTrue();

        bench.server.down();
        bench.engine().journal().record(new CashSettled(CASH, CashOutcome.RECEIVED));
        assertThat(cash().waits()).isFalse();
        assertThat(cash().said()).isEqualTo(CashOutcome.RECEIVED);

        bench.stop();
        assertThat(cash().said()).as("after a restart").isEqualTo(CashOutcome.RECEIVED);
    }

    @Test
    void what_the_server_says_of_cash_goes_before_what_was_said_here() throws IOException {
        bench.enrol();
        bench.server.add(announced(ContributionState.AWAITING_PAYMENT));
        bench.await("the cash", () -> !bench.engine().kiosks().cash().isEmpty());
        bench.server.down();
        bench.engine().journal().record(new CashSettled(CASH, CashOutcome.RECEIVED));
        bench.server.add(announced(ContributionState.CANCELLED));
        bench.server.up();
        bench.await("the server's word", () -> cash().state() == ContributionState.CANCELLED);
        assertThat(cash().said()).isNull();
        assertThat(cash().waits()).isFalse();
    }

    private KioskCash cash() {
        return bench.engine().kiosks().cash().getFirst();
    }

    private static Change announced(ContributionState state) {
        return new Change.CashAnnounced(
                CASH,
                "Borne du marché",
                new ProjectId(new UUID(6, 6)),
                Money.xof(5_000),
                Instant.parse("2026-11-22T18:00:00Z"),
                state);
    }

    private List<OperationBody> reports() {
        return bench.server.operations().stream()
                .map(Operation::body)
                .filter(FilmHeld.class::isInstance)
                .toList();
    }
}
