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
        boolean goingOn = words.size() == 3 && words.getFirst().equals("messages");
        if (words.size() != 2 && !goingOn) {
            throw new AdminFailure.Usage().asException();
        }
        String what = words.get(1);
        switch (words.getFirst()) {
            case "withdraw" -> client.delete("/api/v1/operator/films/" + what);
            case "remove" -> client.delete("/api/v1/operator/messages/" + what);
            case "messages" -> messages(what, goingOn ? "?before=" + words.getLast() : "");
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// 200 at most, the newest first, one a line, its parts between tabs: number, when, who, what.
    private void messages(String film, String before) {
        client.get("/api/v1/operator/films/" + film + "/messages" + before)
                .path("messages")
                .forEach(message -> out.println(String.join(
                        "\t",
                        message.path("message").asText(),
                        message.path("writtenAt").asText(),
                        message.path("author").asText(),
                        message.path("text").asText().replaceAll("\\s+", " "))));
    }
}
