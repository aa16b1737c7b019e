package studio.karangou.packaging.tour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.app.Main;

/// The real client, with a hand on its mouse and keyboard: reads commands from standard input and answers on
/// standard output, one JSON object a line. It adds nothing to the client but events and looks.
public final class DrivenClient {
    private static final int COMMAND_SECONDS = 20;

    private DrivenClient() {}

    /// @param arguments of the client
    public static void main(String[] arguments) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err);
        Thread.ofPlatform().name("client").start(() -> Main.main(arguments));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            answers.println(answer(line));
            answers.flush();
        }
        Platform.exit();
    }

    private static String answer(String line) throws JsonProcessingException {
        try {
            JsonNode command = Wire.json().readTree(line);
            return Wire.json().writeValueAsString(Map.of("ok", true, "value", onFxThread(command)));
        } catch (ExecutionException e) {
            return refusal(String.valueOf(e.getCause()));
        } catch (TimeoutException | IllegalStateException | JsonProcessingException e) {
            return refusal(e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return refusal("interrupted");
        }
    }

    private static String refusal(String why) throws JsonProcessingException {
        return Wire.json().writeValueAsString(Map.of("ok", false, "error", why));
    }

    private static String onFxThread(JsonNode command)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<String> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                WindowHand.perform(command, done);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(COMMAND_SECONDS, TimeUnit.SECONDS);
    }
}
