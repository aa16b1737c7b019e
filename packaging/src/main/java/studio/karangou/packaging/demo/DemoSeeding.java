package studio.karangou.packaging.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Project;
import studio.karangou.server.app.AdminClient;

/// Gives a server its venue and films, as an operator does. Everything may be done again:
/// what is there already stays.
public final class DemoSeeding {
    private static final String UNKNOWN_FILM = "catalogue.unknown-film";
    private static final Duration LONGEST_INGEST = Duration.ofHours(3);
    private static final Set<String> OVER = Set.of("done", "failed", "cancelled");

    private static final LongConsumer UNWATCHED = sent -> {};

    private final AdminClient operator;
    private final DemoVenue venue;
    private final Consumer<String> narrator;

    /// With a venue that is remembered for as long as this is.
    public DemoSeeding(AdminClient operator, Consumer<String> narrator) {
        this(operator, null, narrator);
    }

    /// @param venue the file that remembers the demo's venue, null for one that only this knows
    public DemoSeeding(AdminClient operator, @Nullable Path venue, Consumer<String> narrator) {
        this.operator = operator;
        this.venue = new DemoVenue(operator, venue);
        this.narrator = narrator;
    }

    /// A code with which one device of the venue is enrolled.
    ///
    /// @throws IOException if the venue cannot be remembered
    public String newCode() throws IOException {
        return venue.newCode();
    }

    /// The number of the demo's venue.
    ///
    /// @throws IOException if the venue cannot be remembered
    public String venue() throws IOException {
        return venue.id();
    }

    /// Enters projects as they are, without money.
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
            if (DemoVenue.isAbout(e, UNKNOWN_FILM)) {
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
            String now = title + " : " + stage(job.path("stage").asText()) + " "
                    + job.path("percent").asInt() + " %";
            if (!now.equals(told[0])) {
                told[0] = now;
                narrator.accept(now);
            }
            return OVER.contains(job.path("state").asText());
        });
        JsonNode job = operator.get(path);
        if (!over || !job.path("state").asText().equals("done")) {
            JsonNode failure = job.path("failure");
            throw new IOException(title + " : " + failure.path("title").asText(job.toString()) + " ("
                    + failure.path("code").asText("…") + ")");
        }
        narrator.accept(title + " : prêt");
    }

    /// @param name of the server's stage; one that a newer server has is shown as it is
    private static String stage(String name) {
        return switch (name) {
            case "probe" -> "examen du fichier";
            case "loudness" -> "mesure du son";
            case "encode" -> "encodage";
            case "poster" -> "affiche";
            case "encrypt" -> "chiffrement";
            case "publish" -> "mise au catalogue";
            default -> name;
        };
    }
}
