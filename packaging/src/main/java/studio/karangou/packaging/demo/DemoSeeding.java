package studio.karangou.packaging.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Project;
import studio.karangou.server.app.AdminClient;

/// Gives a server its venue, projects and films, as an operator does. Everything may be done again:
/// what is there already stays.
public final class DemoSeeding {
    private static final String UNKNOWN_FILM = "catalogue.unknown-film";
    private static final String VENUE = "Ciné-club Agoè";
    private static final Duration LONGEST_INGEST = Duration.ofHours(3);
    private static final Set<String> OVER = Set.of("done", "failed", "cancelled");

    private static final LongConsumer UNWATCHED = sent -> {};

    private final AdminClient operator;
    private final AtomicReference<@Nullable String> venue;
    private final Consumer<String> narrator;

    /// With a venue of its own.
    public DemoSeeding(AdminClient operator, Consumer<String> narrator) {
        this(operator, new AtomicReference<>(), narrator);
    }

    /// @param venue remembers the id of the demo's venue, once there is one
    public DemoSeeding(AdminClient operator, AtomicReference<@Nullable String> venue, Consumer<String> narrator) {
        this.operator = operator;
        this.venue = venue;
        this.narrator = narrator;
    }

    /// A code with which one device of the venue is enrolled.
    public String newCode() {
        String id = venue.updateAndGet(known -> known == null ? newVenue() : known);
        return operator.post("/api/v1/operator/venues/" + id + "/codes")
                .path("code")
                .asText();
    }

    private String newVenue() {
        return operator.post("/api/v1/operator/venues", Map.of("name", VENUE))
                .path("venue")
                .asText();
    }

    public void projects(DemoCatalogue catalogue, LocalDate today) {
        for (Project project : catalogue.projectsOn(today)) {
            operator.post("/api/v1/operator/projects", project);
        }
    }

    /// Whether the film can be fetched by devices.
    public boolean isPublished(FilmId film) {
        try {
            return operator.get("/api/v1/films/" + film).hasNonNull("manifest");
        } catch (FailureException e) {
            if (e.failure().arguments().contains(UNKNOWN_FILM)) {
                return false;
            }
            throw e;
        }
    }

    /// Takes a film in and waits until devices can fetch it.
    ///
    /// @throws IOException if it cannot be prepared, with the server's sentence
    public void publish(FilmSource source) throws IOException {
        FilmId film = source.film().id();
        String path = "/api/v1/operator/films/" + film;
        operator.post("/api/v1/operator/films", source.film().entry());
        for (Map.Entry<LanguageTag, Path> subtitles : source.subtitles().entrySet()) {
            operator.put(path + "/subtitles/" + subtitles.getKey(), subtitles.getValue(), UNWATCHED);
        }
        if (source.poster() != null) {
            operator.put(path + "/poster", source.poster(), UNWATCHED);
        }
        String job = operator.put(path + "/source", source.file(), UNWATCHED)
                .path("job")
                .asText();
        follow(source.film().title(), "/api/v1/operator/jobs/" + job);
    }

    private void follow(String title, String path) throws IOException {
        String[] told = {""};
        boolean over = Patience.await(LONGEST_INGEST, () -> {
            JsonNode job = operator.get(path);
            String now = title + " : " + job.path("stage").asText() + " "
                    + job.path("percent").asInt() + " %";
            if (!now.equals(told[0])) {
                told[0] = now;
                narrator.accept(now);
            }
            return OVER.contains(job.path("state").asText());
        });
        JsonNode job = operator.get(path);
        if (!over || !job.path("state").asText().equals("done")) {
            throw new IOException(
                    title + ": " + job.path("failure").path("title").asText(job.toString()));
        }
        narrator.accept(title + " : prêt");
    }
}
