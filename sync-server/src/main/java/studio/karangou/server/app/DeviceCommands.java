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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.protocol.EnrolmentFileFailure;
import studio.karangou.common.protocol.EnrolmentFiles;
import studio.karangou.common.protocol.FileCode;
import studio.karangou.common.protocol.FileSeal;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentAnswer;
import studio.karangou.common.protocol.VenueApi.FileEnrolmentRequest;
import studio.karangou.common.protocol.VenueApi.VenueCodeRequest;
import studio.karangou.common.protocol.Wire;

/// The operator's commands about venues' hosts and devices.
final class DeviceCommands {
    private static final Set<String> NAMES = Set.of("devices", "host", "code", "answer");

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
            case "code 1" -> code(words.get(1), null);
            case "code 2" -> code(words.get(1), profile(words.get(2)));
            case "answer 3", "answer 4", "answer 5" ->
                answer(words.get(1), Path.of(words.get(2)), words.get(3), words.subList(4, words.size()));
            case "host 2" -> host(words.get(1), words.get(2));
            default -> throw new AdminFailure.Usage().asException();
        }
    }

    /// @param profile that the device is to have, null for any
    private void code(String venue, @Nullable DeviceProfile profile) {
        String path = "/api/v1/operator/venues/" + venue + "/codes";
        JsonNode code = profile == null ? client.post(path) : client.post(path, new VenueCodeRequest(profile));
        out.println(code.path("code").asText());
        progress.println(sentences.text("admin.code-until", code.path("expires").asText()));
    }

    private static DeviceProfile profile(String word) {
        return knownProfile(word).orElseThrow(() -> new AdminFailure.Usage().asException());
    }

    private static Optional<DeviceProfile> knownProfile(String word) {
        return Arrays.stream(DeviceProfile.values())
                .filter(profile -> profile.name().equalsIgnoreCase(word))
                .findFirst();
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
    /// @param rest what the device is to be, and the address at which devices find the server: either, both or none
    private void answer(String venue, Path file, String typed, List<String> rest) {
        @Nullable
        DeviceProfile profile =
                rest.isEmpty() ? null : knownProfile(rest.getFirst()).orElse(null);
        List<String> left = profile == null ? rest : rest.subList(1, rest.size());
        if (left.size() > 1) {
            throw new AdminFailure.Usage().asException();
        }
        @Nullable String address = left.isEmpty() ? null : left.getFirst();
        EnrolmentFiles.Request request = EnrolmentFiles.Request.decode(EnrolmentFiles.read(file));
        FileCode code = FileCode.parse(typed).orElseThrow(() -> new EnrolmentFileFailure.NoCode().asException());
        FileSeal seal = request.check(code);
        JsonNode told = client.post(
                "/api/v1/operator/venues/" + venue + "/devices", new FileEnrolmentRequest(request.ask(), profile));
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
