package studio.karangou.packaging.tour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.packaging.demo.DemoSite;
import studio.karangou.packaging.demo.FilmSource;

/// The server of the story, and the operator behind it.
final class TourServer implements AutoCloseable {
    /// Films that a device may watch at a time; the server's own figure.
    private static final int VIEWINGS = 3;

    private final DemoSite site;
    private final FilmSource main;
    private final Path players;
    private @Nullable SlowLine line;

    /// @param players folder of the devices that only try the films
    TourServer(DemoSite site, FilmSource main, Path players) {
        this.site = site;
        this.main = main;
        this.players = players;
    }

    /// Starts the server and looks at it from outside: its process, its health, its database file.
    void start(Map<String, Object> figures) throws IOException {
        site.server().start();
        String health =
                site.server().operator().get("/health/ready").path("status").asText();
        if (!site.server().isRunning() || !health.equals("UP")) {
            throw new TourFailure("the server says it is " + health);
        }
        if (!database().resolveSibling("karangou.mv.db").toFile().isFile()) {
            throw new TourFailure("there is no database file");
        }
        figures.put("port", site.server().port());
        if (line == null) {
            line = new SlowLine(address());
        }
    }

    /// The line on which the venue's computer reaches the server.
    SlowLine line() {
        SlowLine known = line;
        if (known == null) {
            throw new TourFailure("the server was not started");
        }
        return known;
    }

    URI address() {
        return site.server().address();
    }

    FilmId mainFilm() {
        return main.film().id();
    }

    Path mainFile() {
        return main.file();
    }

    /// Takes in the film to show, then the others.
    void prepareCatalogue(Map<String, Object> figures) throws IOException {
        long begun = System.nanoTime();
        site.open(main);
        double wall = (System.nanoTime() - begun) / 1e9;
        double seconds = films().stream()
                .filter(film -> film.path("id").asText().equals(mainFilm().toString()))
                .mapToDouble(
                        film -> Duration.parse(film.path("duration").asText()).toMillis() / 1000.0)
                .findFirst()
                .orElseThrow(() -> new TourFailure("the film is not in the catalogue"));
        figures.put("filmSeconds", seconds);
        figures.put("ingestSeconds", Math.round(wall * 10) / 10.0);
        site.prepareTheOthers(main);
        figures.put("films", films().size());
    }

    List<FilmId> playable() throws IOException {
        List<FilmId> ids = new ArrayList<>();
        for (JsonNode film : films()) {
            if (film.hasNonNull("manifest") && film.hasNonNull("poster")) {
                ids.add(FilmId.parse(film.path("id").asText()));
            }
        }
        return ids;
    }

    private List<JsonNode> films() throws IOException {
        List<JsonNode> films = new ArrayList<>();
        site.server().operator().get("/api/v1/films?limit=100").path("films").forEach(films::add);
        return films;
    }

    /// Decodes the beginning of each film as any player would, by its HLS playlist and the key behind it. Each device
    /// watches as many as the server lets it at a time; then another one goes on.
    ///
    /// @return how many pictures all of them gave
    /// @throws TourFailure naming the film that does not play
    long decodeBeginnings() throws IOException {
        long pictures = 0;
        List<FilmId> films = playable();
        DeviceId device = null;
        for (int i = 0; i < films.size(); i++) {
            if (device == null || i % VIEWINGS == 0) {
                device = enrol("player-" + i);
            }
            String playlist = site.server()
                    .operator()
                    .post("/api/v1/operator/films/" + films.get(i) + "/playbacks/" + device)
                    .path("url")
                    .asText();
            pictures += PlaylistProbe.pictures(site.ffmpeg(), films.get(i), playlist);
        }
        return pictures;
    }

    /// Another computer of the venue, enrolled and left alone.
    private DeviceId enrol(String name) throws IOException {
        try (Engine engine = Engine.open(players.resolve(name), Clock.systemUTC(), EngineSettings.USUAL)) {
            return engine.enrolment()
                    .enrol(address(), newCode(), name, DeviceProfile.LIEU)
                    .id();
        }
    }

    /// What the film to show is made of. Its signature is the client's affair.
    Manifest manifest() throws IOException {
        String address = site.server()
                .operator()
                .get("/api/v1/films/" + mainFilm())
                .path("manifest")
                .asText();
        SignedDocument document;
        try (InputStream bytes =
                address().resolve("/api/v1/blobs/" + address).toURL().openStream()) {
            document = SignedDocument.decode(bytes.readAllBytes());
        }
        return Wire.fromCbor("manifest", document.content().toArray(), Manifest.class);
    }

    String newCode() throws IOException {
        return site.seeding().newCode();
    }

    void kill() throws IOException {
        site.server().kill();
        if (site.server().isRunning()) {
            throw new TourFailure("the server still runs");
        }
    }

    /// Ends the server in good order and reads in its tables what came from one device.
    Map<String, Long> stopAndReadBooks(DeviceId device) throws IOException {
        stop();
        return ServerBooks.counts(database(), device);
    }

    /// What all projects had before the story begins, F CFA.
    long collectedBefore() {
        return site.collected();
    }

    /// The one device of that name in the server's tables.
    DeviceId stopAndFindDevice(String name) throws IOException {
        stop();
        return ServerBooks.device(database(), name);
    }

    private void stop() throws IOException {
        int exit = site.server().stop();
        if (exit != 0 && exit != 143) {
            throw new TourFailure("the server ended with " + exit);
        }
    }

    @Override
    public void close() throws IOException {
        if (line != null) {
            line.close();
        }
    }

    private Path database() {
        return site.server().data().resolve("karangou");
    }
}
