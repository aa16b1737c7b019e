package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.FileSeal;
import studio.karangou.common.protocol.PeopleApi.PersonSearch;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentAnswer;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentRequest;
import studio.karangou.common.protocol.Wire;

/// The operator's commands about venues' hosts and devices.
final class DeviceCommands {
    private static final Set<String> NAMES = Set.of("devices", "host", "answer");

    private final AdminClient client;
    private final Sentences sentences;
    private final PrintStream out;
    private final PrintStream progress;

    DeviceCommands(AdminClient client, Sentences sentences, PrintStream out, PrintStream progress) {
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
        switch (words.getFirst() + " " + (words.size() - 1)) {
            case "devices 0" -> devices();
            case "answer 3" -> answer(words.get(1), Path.of(words.get(2)), words.get(3), null);
            case "answer 4" -> answer(words.get(1), Path.of(words.get(2)), words.get(3), words.get(4));
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

    /// Answers the request of a device without a network, beside the request.
    ///
    /// @param typed the code that the device shows
    /// @param address at which devices find the server, null for its own word
    private void answer(String venue, Path file, String typed, @Nullable String address) {
        EnrolmentFiles.Request request = EnrolmentFiles.Request.decode(EnrolmentFiles.read(file));
        FileCode code = FileCode.parse(typed).orElseThrow(() -> new EnrolmentFileFailure.NoCode().asException());
        FileSeal seal = request.check(code);
        JsonNode told =
                client.post("/api/v1/operator/venues/" + venue + "/devices", new FileEnrolmentRequest(request.ask()));
        FileEnrolmentAnswer answer = Wire.json().convertValue(told, FileEnrolmentAnswer.class);
        @Nullable String server = address == null ? answer.server() : address;
        if (server == null || !EnrolmentFiles.isSafe(server)) {
            throw new AdminFailure.NoAddress().asException();
        }
        Path beside = file.toAbsolutePath().resolveSibling(EnrolmentFiles.answerName(request.ask()));
        write(beside, EnrolmentFiles.Answer.of(server, answer.grant(), seal).encode());
        out.println(beside);
        progress.println(sentences.text("admin.answered", answer.device().toString(), beside.toString()));
    }

    /// A drive that is pulled out meanwhile holds the whole answer or none.
    private static void write(Path file, byte[] content) {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (FileChannel out = FileChannel.open(
                    temporary,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.NotWritten(file.toString()), e);
        }
    }
}
