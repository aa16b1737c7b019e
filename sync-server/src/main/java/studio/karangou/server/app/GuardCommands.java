package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The operator's commands about keys and retention.
final class GuardCommands {
    private static final Set<String> NAMES = Set.of("keys", "retention");
    private static final Set<String> KINDS = Set.of("token", "master");
    private static final List<String> RECALL = List.of("rotate", "token", "--now");
    private static final String KEYS = "/api/v1/operator/keys";

    private final AdminClient client;
    private final PrintStream out;

    GuardCommands(AdminClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    static boolean know(List<String> words) {
        return !words.isEmpty() && NAMES.contains(words.getFirst());
    }

    /// Carries a command out.
    ///
    /// @throws studio.karangou.common.model.FailureException with an [AdminFailure]
    void run(List<String> words) {
        switch (words.getFirst() + " " + (words.size() - 1)) {
            case "keys 0" -> sealing();
            case "retention 0" -> retention();
            case "keys 2" -> rotate(words.get(1), words.get(2));
            case "keys 3" -> recall(words.subList(1, 4));
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// How many values lie under older keys; after a tab, how many of them no key opens, if there are any.
    private void sealing() {
        JsonNode sealing = client.get(KEYS);
        int unreadable = sealing.path("unreadable").asInt();
        out.println(sealing.path("waiting").asInt() + (unreadable == 0 ? "" : "\t" + unreadable));
    }

    private record KeyToRotate(String kind) {}

    private void rotate(String what, String kind) {
        if (!what.equals("rotate") || !KINDS.contains(kind)) {
            throw new AdminFailure.Usage().asException();
        }
        JsonNode rotated = client.post(KEYS, new KeyToRotate(kind.toUpperCase(Locale.ROOT)));
        out.println(rotated.path("number").asInt());
    }

    /// Rotates the key for tokens and believes nothing more that an older one has made.
    private void recall(List<String> words) {
        if (!words.equals(RECALL)) {
            throw new AdminFailure.Usage().asException();
        }
        out.println(client.post(KEYS + "/recalls").path("number").asInt());
    }

    /// One rule a line, its parts between tabs: what, days or `-` if it is kept, last run, removed then, in all, why.
    private void retention() {
        for (JsonNode rule : client.get("/api/v1/retention").path("rules")) {
            out.println(String.join(
                    "\t",
                    rule.path("rule").asText(),
                    rule.path("days").isNull() ? "-" : rule.path("days").asText(),
                    rule.path("ranAt").isNull() ? "-" : rule.path("ranAt").asText(),
                    rule.path("removed").asText(),
                    rule.path("removedInAll").asText(),
                    rule.path("why").asText()));
        }
    }
}
