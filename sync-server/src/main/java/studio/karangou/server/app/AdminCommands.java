package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.model.Uuid7;

/// The operator's commands.
final class AdminCommands {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Set<String> STILL = Set.of("queued", "running");
    private static final int WHOLE = 100;

    /// How many words follow each command.
    private static final Map<String, Integer> WORDS = Map.of(
            "venue",
            1,
            "revoke",
            1,
            "project",
            1,
            "film",
            2,
            "playlist",
            2,
            "jobs",
            0,
            "job",
            1,
            "cancel",
            1,
            "retry",
            1);

    private final AdminClient client;
    private final Uuid7 ids;
    private final Sentences sentences;
    private final PrintStream out;
    private final PrintStream progress;

    /// @param out for results, which scripts read
    /// @param progress for people
    AdminCommands(AdminClient client, Uuid7 ids, Sentences sentences, PrintStream out, PrintStream progress) {
        this.client = client;
        this.ids = ids;
        this.sentences = sentences;
        this.out = out;
        this.progress = progress;
    }

    /// Carries a command out.
    ///
    /// @throws FailureException with an [AdminFailure]
    void run(List<String> words) {
        if (PeopleCommands.know(words)) {
            new PeopleCommands(client, sentences, out, progress).run(words);
            return;
        }
        if (DeviceCommands.know(words)) {
            new DeviceCommands(client, sentences, out, progress).run(words);
            return;
        }
        if (ParcelCommands.know(words)) {
            new ParcelCommands(client, sentences, out, progress).run(words);
            return;
        }
        if (CatalogueCommands.know(words)) {
            new CatalogueCommands(client, out).run(words);
            return;
        }
        if (FaultCommands.know(words)) {
            new FaultCommands(client, out).run(words);
            return;
        }
        if (GuardCommands.know(words)) {
            new GuardCommands(client, out).run(words);
            return;
        }
        String command = words.isEmpty() ? "" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        if (!Integer.valueOf(rest.size()).equals(WORDS.get(command))) {
            throw new AdminFailure.Usage().asException();
        }
        String first = rest.isEmpty() ? "" : rest.getFirst();
        switch (command) {
            case "venue" ->
                out.println(client.post("/api/v1/operator/venues", new DeviceVenue(first))
                        .path("venue")
                        .asText());
            case "revoke" -> client.delete("/api/v1/operator/devices/" + first);
            case "project" -> project(Path.of(first));
            case "film" -> film(Path.of(first), Path.of(rest.getLast()));
            case "playlist" -> playlist(first, rest.getLast());
            case "jobs" -> jobs();
            case "job" -> await(first);
            case "cancel" -> client.delete("/api/v1/operator/jobs/" + first);
            case "retry" -> {
                client.post("/api/v1/operator/jobs/" + first + "/attempts");
                await(first);
            }
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// The body of a new venue.
    private record DeviceVenue(String name) {}

    private void project(Path file) {
        AdminFile project = AdminFile.project(file, ids.next());
        client.post("/api/v1/operator/projects", project.fields());
        out.println(project.id());
    }

    private void film(Path file, Path source) {
        AdminFile film = AdminFile.film(file, ids.next());
        String path = "/api/v1/operator/films/" + film.id();
        client.post("/api/v1/operator/films", film.fields());
        out.println(film.id()); // before hours of sending: who is cut off then sends the same film again
        film.subtitles()
                .forEach((language, subtitles) -> client.put(path + "/subtitles/" + language, subtitles, _ -> {}));
        if (film.poster() != null) {
            client.put(path + "/poster", film.poster(), _ -> {});
        }
        JsonNode accepted = client.put(path + "/source", source, showingUpload(source));
        progress.println();
        String job = accepted.path("job").asText();
        out.println(job);
        await(job);
    }

    /// What any player opens: the device's mark is in its pictures.
    private void playlist(String film, String device) {
        JsonNode opened = client.post("/api/v1/operator/films/" + film + "/playbacks/" + device);
        out.println(opened.path("url").asText());
        progress.println(
                sentences.text("admin.playlist-until", opened.path("expires").asText()));
    }

    /// The latest preparations, one a line, its parts between tabs: job, film, state, percent, why it failed.
    private void jobs() {
        for (JsonNode job : client.get("/api/v1/operator/jobs").path("jobs")) {
            JsonNode failure = job.path("failure");
            out.println(String.join(
                    "\t",
                    job.path("job").asText(),
                    job.path("film").asText(),
                    job.path("state").asText(),
                    job.path("percent").asText(),
                    failure.isObject() ? failure.path("code").asText() : ""));
        }
    }

    /// Waits until a preparation is over, showing how far it is.
    private void await(String job) {
        String shown = "";
        while (true) {
            JsonNode told = client.get("/api/v1/operator/jobs/" + job);
            String state = told.path("state").asText();
            String line = sentences.text(
                    "admin.progress",
                    state,
                    told.path("stage").asText(),
                    told.path("percent").asText());
            if (!line.equals(shown)) {
                progress.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
                shown = line;
            }
            if (!STILL.contains(state)) {
                progress.println();
                finish(told, state);
                return;
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static void finish(JsonNode told, String state) {
        if (!state.equals("done")) {
            JsonNode failure = told.path("failure");
            throw new AdminFailure.Refused(
                            failure.path("title").asText(state),
                            failure.path("code").asText("ingest.cancelled"))
                    .asException();
        }
    }

    private LongConsumer showingUpload(Path source) {
        long size;
        try {
            size = Math.max(1, Files.size(source));
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.UnreadableFile(source.toString()), e);
        }
        AtomicLong shown = new AtomicLong(-1);
        return sent -> {
            long percent = sent * WHOLE / size;
            if (shown.getAndSet(percent) != percent) {
                progress.print("\r" + sentences.text("admin.sent", percent));
            }
        };
    }
}
