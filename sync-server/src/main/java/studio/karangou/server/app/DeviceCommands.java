package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PeopleApi.PersonSearch;

/// The operator's commands about venues' hosts and devices.
final class DeviceCommands {
    private static final Set<String> NAMES = Set.of("devices", "host");

    private final AdminClient client;
    private final PrintStream out;

    DeviceCommands(AdminClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    static boolean know(List<String> words) {
        return !words.isEmpty() && NAMES.contains(words.getFirst());
    }

    /// Carries a command out.
    ///
    /// @throws FailureException with an [AdminFailure]
    void run(List<String> words) {
        switch (words.getFirst() + " " + (words.size() - 1)) {
            case "devices 0" -> devices();
            case "host 2" -> host(words.get(1), words.get(2));
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// One device a line, its parts between tabs: id, venue, name, state, last contact, version, operations that
    /// wait, free bytes, clock in milliseconds, where its keys are.
    private void devices() {
        String after = "";
        while (true) {
            JsonNode page = client.get("/api/v1/operator/devices" + after);
            page.path("devices").forEach(device -> out.println(line(device)));
            if (page.path("next").isNull()) {
                return;
            }
            after = "?after=" + page.path("next").asText();
        }
    }

    private static String line(JsonNode device) {
        JsonNode health = device.path("health");
        return String.join(
                "\t",
                device.path("id").asText(),
                device.path("venue").asText(),
                device.path("name").asText(),
                state(device),
                text(device.path("lastContact")),
                text(health.path("version")),
                text(health.path("pending")),
                text(health.path("diskFree")),
                text(health.path("clockOffsetMillis")),
                text(health.path("keys")));
    }

    private static String state(JsonNode device) {
        if (!device.path("revokedAt").isNull()) {
            return "revoked";
        }
        return device.path("copiedAt").isNull() ? "enrolled" : "copied";
    }

    private static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "-" : value.asText();
    }

    /// @param address e-mail or phone of the host
    private void host(String venue, String address) {
        String person = client.post("/api/v1/people/searches", new PersonSearch(address))
                .path("id")
                .asText();
        client.put("/api/v1/operator/venues/" + venue + "/host", Map.of("person", person));
        out.println(person);
    }
}
