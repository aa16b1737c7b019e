package studio.karangou.packaging.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.desktop.feature.sync.SyncStatus;

/// A computer at the venue's desk, the client's own engine without a window. What happened there before the demo begins
/// takes the road that everything takes: into its journal, and with it to the server.
public final class DemoDesk implements AutoCloseable {
    private static final String NAME = "Ordinateur de l’accueil";
    private static final Duration LONGEST_SYNC = Duration.ofMinutes(2);

    private final Engine engine;
    private final Path given;

    /// Where a code for a new device comes from.
    @FunctionalInterface
    public interface Codes {
        String newCode() throws IOException;
    }

    private DemoDesk(Engine engine, Path given) {
        this.engine = engine;
        this.given = given;
    }

    /// Opens the desk, enrols it if it is not, and brings over what an earlier start may have left behind.
    ///
    /// @param data a folder for it alone
    /// @param server where it is enrolled
    public static DemoDesk open(Path data, URI server, Codes codes) throws IOException {
        EngineSettings usual = EngineSettings.USUAL;
        Engine engine = Engine.open(
                data,
                Clock.systemUTC(),
                new EngineSettings(
                        usual.version(),
                        usual.filmBytes(),
                        usual.syncEvery(),
                        TimeLimits.USUAL,
                        usual.bestHeight(),
                        Disk.REAL));
        DemoDesk desk = new DemoDesk(engine, data.resolveSibling("kiosk-films"));
        try {
            Optional<EnrolledDevice> known = engine.enrolment().current();
            if (known.filter(device -> device.server().equals(server)).isEmpty()) {
                engine.enrolment().enrol(server, codes.newCode(), NAME, DeviceProfile.LIEU);
            }
            desk.send();
            return desk;
        } catch (IOException | RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    /// Takes cash for a project and tells the server.
    ///
    /// @throws IOException if the server does not have it in the end
    public void collect(ProjectId project, List<Money> gifts) throws IOException {
        for (Money gift : gifts) {
            engine.journal()
                    .record(new ContributionMade(project, null, gift, ContributionMethod.CASH, null, null, null));
        }
        send();
    }

    /// Has the venue's kiosks hold these films. Each is given once: what a host takes back stays taken back.
    ///
    /// @throws IOException if the server does not know of it in the end
    public void giveToKiosks(List<FilmId> films) throws IOException {
        List<String> before = Files.exists(given) ? Files.readAllLines(given) : List.of();
        List<String> after = new ArrayList<>(before);
        for (FilmId film : films) {
            if (!after.contains(film.toString())) {
                engine.journal().record(new KioskFilmChosen(film, true));
                after.add(film.toString());
            }
        }
        if (after.size() > before.size()) {
            send();
            Files.write(given, after);
        }
    }

    private void send() throws IOException {
        boolean sent = Patience.await(LONGEST_SYNC, () -> {
            engine.sync().syncNow();
            SyncStatus status = engine.sync().status();
            return status.connection() instanceof SyncStatus.Connection.Online && status.pending() == 0;
        });
        if (!sent) {
            throw new IOException("the demo's desk and the server do not find together: "
                    + engine.sync().status().connection());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
