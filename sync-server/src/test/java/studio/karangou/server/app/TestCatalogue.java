package studio.karangou.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;

/// Films and projects, put into the catalogue by the operator's own routes and as ingest does it.
public final class TestCatalogue {
    private final ServerClient server;

    public TestCatalogue(ServerClient server) {
        this.server = server;
    }

    public ProjectId openProject() {
        return project(ProjectState.OPEN, Money.xof(1_000_000));
    }

    public ProjectId project(ProjectState state, Money goal) {
        ProjectId id = new ProjectId(UUID.randomUUID());
        HttpResponse<byte[]> answer = put(draft(id, state, goal));
        assertThat(answer.statusCode()).isEqualTo(201);
        return id;
    }

    /// An open project with a last day to contribute.
    public ProjectId openUntil(LocalDate deadline) {
        ProjectId id = new ProjectId(UUID.randomUUID());
        Project open = draft(id, ProjectState.OPEN, Money.xof(1_000_000));
        HttpResponse<byte[]> answer = put(new Project(
                id,
                open.title(),
                open.pitch(),
                open.director(),
                open.country(),
                open.state(),
                open.mode(),
                open.goal(),
                open.collected(),
                0,
                deadline,
                null));
        assertThat(answer.statusCode()).isEqualTo(201);
        return id;
    }

    public Project draft(ProjectId id, ProjectState state, Money goal) {
        return new Project(
                id,
                "Le Fleuve et l’Enfant",
                "Une fillette remonte le Mono.",
                "Adjoa Mensah",
                new CountryCode("TG"),
                state,
                FundingMode.FLEXIBLE,
                goal,
                new Money(goal.currency(), 0),
                0,
                null,
                null);
    }

    public HttpResponse<byte[]> put(Project project) {
        return server.send(server.asOperator("/api/v1/operator/projects")
                .header("Content-Type", "application/json")
                .POST(ServerClient.json(project)));
    }

    public Project project(ProjectId id) {
        return Wire.json().convertValue(ServerClient.json(server.get("/api/v1/projects/" + id)), Project.class);
    }

    /// A film that is not prepared yet.
    public FilmId film(String title) {
        FilmId id = new FilmId(UUID.randomUUID());
        HttpResponse<byte[]> answer = announce(film(id, title));
        assertThat(answer.statusCode()).isEqualTo(201);
        return id;
    }

    public ObjectNode film(FilmId id, String title) {
        ObjectNode film = Wire.json().createObjectNode();
        film.put("id", id.toString())
                .put("title", title)
                .put("synopsis", "Une histoire.")
                .put("director", "Kossi Ɖoŋ")
                .put("year", 2024)
                .put("genre", "FICTION")
                .putNull("project");
        film.putArray("countries").add("TG");
        film.putArray("spoken").add("fr");
        return film;
    }

    public HttpResponse<byte[]> announce(ObjectNode film) {
        return server.send(server.asOperator("/api/v1/operator/films")
                .header("Content-Type", "application/json")
                .POST(ServerClient.json(film)));
    }

    /// A film that can be shown, with bytes that are no picture but are where the manifest says.
    public PreparedFilm preparedFilm(String title, int segments) {
        FilmId id = film(title);
        PreparedFilm film = prepare(id, segments, 1);
        ((TestServer) server).publish(film);
        return film;
    }

    public PreparedFilm prepare(FilmId id, int segments, int revision) {
        ContentKey key = ((TestServer) server).contentKey(id);
        Manifest.Clear init = clear("init " + id);
        List<Integer> millis = new ArrayList<>();
        List<Manifest.VariantPair> low = new ArrayList<>();
        List<Manifest.VariantPair> high = new ArrayList<>();
        List<Manifest.Encrypted> sound = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            millis.add(6000);
            low.add(new Manifest.VariantPair(encrypted(key, "a" + i), encrypted(key, "b" + i)));
            high.add(new Manifest.VariantPair(encrypted(key, "c" + i), encrypted(key, "d" + i)));
            sound.add(encrypted(key, "s" + i));
        }
        Manifest manifest = new Manifest(
                ProtocolVersion.CURRENT,
                id,
                revision,
                6000L * segments,
                init,
                millis,
                List.of(
                        new Manifest.VideoRendition("144p", 256, 144, 12, 97_000, 80_000, "avc1.4d400b", low),
                        new Manifest.VideoRendition("720p", 1280, 720, 24, 1_900_000, 1_800_000, "avc1.64001f", high)),
                List.of(new Manifest.AudioTrack(
                        new LanguageTag("fr"),
                        "Français",
                        "mp4a.40.2",
                        init,
                        millis,
                        List.of(
                                new Manifest.AudioRendition(48_000, sound),
                                new Manifest.AudioRendition(96_000, sound)))),
                List.of(new Manifest.SubtitleTrack(new LanguageTag("ee"), "Eʋegbe", clear("WEBVTT\n"))),
                clear("poster"),
                null);
        return new PreparedFilm(
                id,
                manifest,
                key,
                List.of(new LanguageTag("fr")),
                List.of(new LanguageTag("ee")),
                Duration.ofSeconds(6L * segments),
                manifest.poster().address());
    }

    private Manifest.Encrypted encrypted(ContentKey key, String content) {
        Bytes iv = ContentKey.newIv();
        byte[] bytes = key.encrypt(iv, content.getBytes(StandardCharsets.UTF_8));
        ContentAddress address = ((TestServer) server).keep(bytes);
        return new Manifest.Encrypted(address, bytes.length, iv);
    }

    private Manifest.Clear clear(String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        return new Manifest.Clear(((TestServer) server).keep(bytes), bytes.length);
    }
}
