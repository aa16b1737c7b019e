package studio.karangou.server.app;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.common.model.Uuid7;

/// The operator's command line. It talks HTTP to a running server, with the token from its data folder.
public final class AdminMain {
    private static final int REFUSED = 1;
    private static final int BAD_USE = 2;

    private AdminMain() {}

    public static void main(String[] arguments) {
        Sentences sentences = new Sentences(Locale.getDefault(), "studio.karangou.server.messages");
        try {
            run(List.of(arguments), System.getenv(), sentences);
        } catch (FailureException e) {
            System.err.println(sentences.of(e.failure()) + " [" + e.failure().code() + "]");
            System.exit(e.failure() instanceof AdminFailure.Usage ? BAD_USE : REFUSED);
        }
    }

    private static void run(List<String> arguments, Map<String, String> environment, Sentences sentences) {
        List<String> words = new ArrayList<>(arguments);
        String data = option(words, "--data", environment.get("KARANGOU_DATA"));
        String server = option(words, "--server", environment.get("KARANGOU_SERVER"));
        if (data == null || words.isEmpty()) {
            throw new AdminFailure.Usage().asException();
        }
        String token = read(Path.of(data, "operator.token"));
        try (AdminClient client = client(Path.of(data), server, token, sentences.locale())) {
            new AdminCommands(client, new Uuid7(Clock.systemUTC()), sentences, System.out, System.err).run(words);
        }
    }

    private static AdminClient client(Path data, @Nullable String server, String token, Locale language) {
        if (server != null) {
            return new AdminClient(checked(server), token, language);
        }
        try {
            return AdminClient.ofThisMachine(data, token, language);
        } catch (IOException e) {
            throw new FailureException(
                    new AdminFailure.NoToken(data.resolve("server.port").toString()), e);
        }
    }

    /// The operator's token is good for everything: it leaves this machine sealed, or not at all.
    ///
    /// @throws FailureException with [AdminFailure.NeedsHttps]
    static String checked(String server) {
        try {
            URI address = URI.create(server);
            if ("https".equals(address.getScheme()) || ThisMachine.is(address)) {
                return server;
            }
        } catch (IllegalArgumentException e) {
            throw new FailureException(new AdminFailure.NoServer(server), e);
        }
        throw new AdminFailure.NeedsHttps(server).asException();
    }

    /// Takes an option and its value out of the words.
    private static @Nullable String option(List<String> words, String name, @Nullable String otherwise) {
        int at = words.indexOf(name);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 == words.size()) {
            throw new AdminFailure.Usage().asException();
        }
        words.remove(at);
        return words.remove(at);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new FailureException(new AdminFailure.NoToken(file.toString()), e);
        }
    }
}
