package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.RoleApi.PersonSearch;

/// The operator's commands about people: letters, administrators, roles, the audit log.
final class PeopleCommands {
    private static final Set<String> NAMES =
            Set.of("mails", "administrator", "roles", "role", "second-factor", "audit");

    private final AdminClient client;
    private final Sentences sentences;
    private final PrintStream out;
    private final PrintStream progress;

    PeopleCommands(AdminClient client, Sentences sentences, PrintStream out, PrintStream progress) {
        this.client = client;
        this.sentences = sentences;
        this.out = out;
        this.progress = progress;
    }

    static boolean know(List<String> words) {
        return !words.isEmpty() && NAMES.contains(words.getFirst());
    }

    /// Carries a command out.
    ///
    /// @throws FailureException with an [AdminFailure]
    void run(List<String> words) {
        if (words.getFirst().equals("audit")) {
            new AuditCommand(client, sentences, out, progress).run(words.subList(1, words.size()));
            return;
        }
        String command = words.getFirst() + " " + (words.size() - 1);
        switch (command) {
            case "mails 0" -> mails("");
            case "mails 1" -> mails(words.get(1));
            case "administrator 1" ->
                out.println(client.post("/api/v1/operator/administrators", new PersonSearch(words.get(1)))
                        .path("id")
                        .asText());
            case "roles 0" -> roles();
            case "role 3" -> role(words.get(1), words.get(2), words.get(3));
            case "second-factor 2" -> removeFactor(words.get(1), words.get(2));
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// @param to whose letters, empty for everyone's
    private void mails(String to) {
        for (JsonNode letter : client.get("/api/v1/operator/letters").path("letters")) {
            if (to.isEmpty() || letter.path("to").asText().equalsIgnoreCase(to)) {
                out.println("== " + letter.path("at").asText() + "  "
                        + letter.path("to").asText() + "  "
                        + letter.path("subject").asText());
                out.println(letter.path("text").asText());
            }
        }
    }

    private void roles() {
        for (JsonNode request : client.get("/api/v1/people/role-requests").path("requests")) {
            out.println(String.join(
                    "  ",
                    request.path("person").asText(),
                    request.path("role").asText(),
                    request.path("since").asText(),
                    request.path("name").asText()));
        }
    }

    private record Decision(String state) {}

    /// @param address e-mail or phone of the person
    private void role(String address, String role, String decision) {
        String person = client.post("/api/v1/people/searches", new PersonSearch(address))
                .path("id")
                .asText();
        String path = "/api/v1/people/" + person + "/roles/"
                + role.toUpperCase(Locale.ROOT).replace('-', '_');
        switch (decision) {
            case "verified", "refused" -> client.put(path, new Decision(decision.toUpperCase(Locale.ROOT)));
            case "taken" -> client.delete(path);
            default -> throw new AdminFailure.Usage().asException();
        }
        out.println(person);
    }

    /// @param address e-mail or phone of the person
    private void removeFactor(String word, String address) {
        if (!word.equals("remove")) {
            throw new AdminFailure.Usage().asException();
        }
        String person = client.post("/api/v1/people/searches", new PersonSearch(address))
                .path("id")
                .asText();
        client.delete("/api/v1/operator/people/" + person + "/second-factor");
        out.println(person);
    }
}
