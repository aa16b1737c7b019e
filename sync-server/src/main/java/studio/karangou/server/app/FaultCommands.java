package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.protocol.FaultApi.FaultDecision;
import studio.karangou.common.protocol.FaultApi.FaultState;

/// The operator's commands about faults of clients.
final class FaultCommands {
    private static final String FAULTS = "/api/v1/faults";

    private final AdminClient client;
    private final PrintStream out;

    FaultCommands(AdminClient client, PrintStream out) {
        this.client = client;
        this.out = out;
    }

    static boolean know(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals("faults");
    }

    /// Carries a command out.
    ///
    /// @throws studio.karangou.common.model.FailureException with an [AdminFailure]
    void run(List<String> words) {
        List<String> rest = words.subList(1, words.size());
        switch (rest.size()) {
            case 0 -> client.get(FAULTS).path("faults").forEach(fault -> out.println(line(fault)));
            case 1 -> show(client.get(at(rest.getFirst())));
            case 2 -> decide(rest.getFirst(), rest.getLast());
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    private void decide(String what, String fault) {
        FaultState state = switch (what) {
            case "settle" -> FaultState.SETTLED;
            case "reopen" -> FaultState.OPEN;
            default -> throw new AdminFailure.Usage().asException();
        };
        out.println(line(client.put(at(fault), new FaultDecision(state))));
    }

    /// @throws studio.karangou.common.model.FailureException with [AdminFailure.Usage] if it is no fingerprint
    private static String at(String fault) {
        if (!fault.matches("[0-9a-f]{32}")) {
            throw new AdminFailure.Usage().asException();
        }
        return FAULTS + "/" + fault;
    }

    /// One fault a line, its parts between tabs: fingerprint, state, last seen, devices, occurrences, versions, what
    /// failed, where.
    private static String line(JsonNode fault) {
        return String.join(
                "\t",
                fault.path("id").asText(),
                fault.path("state").asText(),
                fault.path("lastSeen").asText(),
                fault.path("devices").asText(),
                fault.path("occurrences").asText(),
                String.join(",", texts(fault.path("versions"))),
                fault.path("causes").path(0).asText(),
                fault.path("frames").path(0).asText("-"));
    }

    /// The line, then one cause or place a line.
    private void show(JsonNode fault) {
        out.println(line(fault));
        out.println(fault.path("code").asText());
        texts(fault.path("causes")).forEach(out::println);
        texts(fault.path("frames")).forEach(frame -> out.println("    at " + frame));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.asText()));
        return texts;
    }
}
