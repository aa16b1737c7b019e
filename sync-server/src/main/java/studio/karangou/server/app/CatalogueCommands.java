package studio.karangou.server.app;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;

/// The operator's commands by which something goes: films out of the catalogue, messages out of discussions.
final class CatalogueCommands {
    private static final Set<String> KNOWN = Set.of("withdraw", "messages", "remove");

    private final AdminClient client;
    private final PrintStream out;

    CatalogueCommands(AdminClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    static boolean know(List<String> words) {
        return !words.isEmpty() && KNOWN.contains(words.getFirst());
    }

    /// Carries a command out.
    ///
    /// @throws studio.karangou.common.model.FailureException with an [AdminFailure]
    void run(List<String> words) {
        if (words.size() != 2) {
            throw new AdminFailure.Usage().asException();
        }
        String what = words.getLast();
        switch (words.getFirst()) {
            case "withdraw" -> client.delete("/api/v1/operator/films/" + what);
            case "remove" -> client.delete("/api/v1/operator/messages/" + what);
            case "messages" -> messages(what);
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// The latest 200, one a line, its parts between tabs: number, when, who, what.
    private void messages(String film) {
        client.get("/api/v1/operator/films/" + film + "/messages")
                .path("messages")
                .forEach(message -> out.println(String.join(
                        "\t",
                        message.path("message").asText(),
                        message.path("writtenAt").asText(),
                        message.path("author").asText(),
                        message.path("text").asText().replaceAll("\\s+", " "))));
    }
}
