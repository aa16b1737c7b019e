package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;

/// `audit [NAME=VALUE …]` lists entries of the audit log, `audit verify [ANCHOR]` holds it against its chain.
final class AuditCommand {
    private static final Set<String> FILTERS = Set.of("action", "of", "since", "before", "limit");

    private final AdminClient client;
    private final Sentences sentences;
    private final PrintStream out;
    private final PrintStream progress;

    /// @param out for results, which scripts read
    /// @param progress for people
    AuditCommand(AdminClient client, Sentences sentences, PrintStream out, PrintStream progress) {
        this.client = client;
        this.sentences = sentences;
        this.out = out;
        this.progress = progress;
    }

    /// Carries it out.
    ///
    /// @param words those after `audit`
    /// @throws FailureException with an [AdminFailure]
    void run(List<String> words) {
        boolean verify = !words.isEmpty() && words.getFirst().equals("verify");
        if (!verify) {
            list(words);
        } else if (words.size() <= 2) {
            verify(words.size() == 1 ? "" : "?anchor=" + encoded(words.get(1)));
        } else {
            throw new AdminFailure.Usage().asException();
        }
    }

    /// One entry a line, the latest first, its parts between tabs: position, when, kind of actor, actor,
    /// action, subject, detail; `-` for what is not there.
    private void list(List<String> filters) {
        StringBuilder query = new StringBuilder();
        for (String filter : filters) {
            String[] parts = filter.split("=", 2);
            if (parts.length != 2 || !FILTERS.contains(parts[0])) {
                throw new AdminFailure.Usage().asException();
            }
            query.append(query.isEmpty() ? '?' : '&')
                    .append(parts[0])
                    .append('=')
                    .append(encoded(parts[1]));
        }
        JsonNode found = client.get("/api/v1/audit/entries" + query);
        for (JsonNode entry : found.path("entries")) {
            out.println(String.join(
                    "\t",
                    entry.path("position").asText(),
                    entry.path("at").asText(),
                    entry.path("actorKind").asText(),
                    shown(entry.path("actor")),
                    entry.path("action").asText(),
                    shown(entry.path("subject")),
                    shown(entry.path("detail"))));
        }
        if (!found.path("before").isNull()) {
            progress.println(
                    sentences.text("admin.audit-more", found.path("before").asText()));
        }
    }

    private static String shown(JsonNode value) {
        return value.isNull() ? "-" : value.asText();
    }

    private void verify(String query) {
        JsonNode found = client.get("/api/v1/audit/verification" + query);
        if (!found.path("brokenAt").isNull()) {
            throw new AdminFailure.AuditBroken(found.path("brokenAt").asLong()).asException();
        }
        progress.println(
                sentences.text("admin.audit-whole", found.path("entries").asLong()));
        out.println(found.path("anchor").asText());
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
