package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.print.PrintServiceLookup;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.ui.DeskPapers;
import studio.karangou.desktop.ui.controls.QrImage;
import studio.karangou.packaging.demo.Patience;

/// A program that asks with the system's dialogs for files and printers, and a hand that answers them. One line of
/// standard output for each answer that the program got.
final class PapersMain {
    private static final Duration SOON = Duration.ofSeconds(40);
    static final String CODE = "karangou:v1?c=7KQ4M2RD&a=5000&cur=XOF";

    private final DeskPapers papers = new DeskPapers();
    private final Path folder;
    private final Stage window;

    private PapersMain(Path folder, Stage window) {
        this.folder = folder;
        this.window = window;
    }

    /// @param arguments the folder to save and print into
    public static void main(String[] arguments) {
        int exit = 0;
        try {
            run(Path.of(arguments[0]));
        } catch (Exception e) {
            e.printStackTrace();
            exit = 1;
        }
        System.exit(exit); // whatever dialog is still open
    }

    private static void run(Path folder) throws Exception {
        Platform.setImplicitExit(false);
        Platform.startup(() -> {});
        Stage window = onFx(() -> {
            Stage stage = new Stage();
            stage.setScene(new Scene(new Group(), 500, 300));
            stage.show();
            stage.requestFocus();
            return stage;
        });
        new PapersMain(folder, window).answerAll();
    }

    private void answerAll() throws Exception {
        say("without a printer", papers.hasPrinter() ? "there is one" : print(new KeyCode[0]));
        say("saved", save(folder.resolve("code").toString(), KeyCode.ENTER));
        say(
                "saved under a name with an ending",
                save(folder.resolve("autre.png").toString(), KeyCode.ENTER));
        say("not saved", save("", KeyCode.ESCAPE));
        PagePrinter printer = new PagePrinter(folder.resolve("page.png"));
        PrintServiceLookup.registerService(printer);
        say("a printer came", String.valueOf(papers.hasPrinter()));
        say("printed", print(KeyCode.ENTER));
        say("pages", String.valueOf(printer.pages()));
        say("not printed", print(KeyCode.ESCAPE));
        say("pages then", String.valueOf(printer.pages()));
    }

    private static void say(String what, String answer) {
        System.out.println(what + ": " + answer);
    }

    private String save(String typed, KeyCode last) throws Exception {
        focus();
        CompletableFuture<Optional<Path>> chosen =
                ask(() -> papers.choosePicture(window, "Enregistrer le code", "karangou-7KQ4-M2RD.png"));
        await("the dialog", () -> chosen.isDone() || !window.isFocused());
        if (!typed.isEmpty()) {
            onFx(PapersMain::selectAll);
        }
        typed.chars().mapToObj(PapersMain::key).forEach(PapersMain::press);
        return answered(chosen, last).map(Path::toString).orElse("nothing");
    }

    private String print(KeyCode... last) throws Exception {
        focus();
        CompletableFuture<DeskPapers.Printing> printing =
                ask(() -> papers.print(new Group(new QrImage(CODE, 320, CODE)), window));
        await("the dialog", () -> printing.isDone() || last.length == 0 || awtDialog());
        return last.length == 0
                ? printing.get().name()
                : answered(printing, last[0]).name();
    }

    private static boolean awtDialog() {
        return Arrays.stream(java.awt.Window.getWindows()).anyMatch(java.awt.Window::isFocused);
    }

    private void focus() throws Exception {
        await("our window", () -> {
            window.requestFocus();
            return window.isFocused();
        });
    }

    /// A dialog that was slow to take the keyboard is told again.
    private static <T> T answered(CompletableFuture<T> answer, KeyCode last) throws Exception {
        boolean[] asked = {false};
        await("an answer", () -> {
            if (!answer.isDone() && !asked[0]) {
                new Robot().keyType(last);
            }
            asked[0] = !asked[0]; // every second look
            return answer.isDone();
        });
        return Objects.requireNonNull(answer.get());
    }

    private static Robot selectAll() {
        Robot robot = new Robot();
        robot.keyPress(KeyCode.CONTROL);
        robot.keyType(KeyCode.A);
        robot.keyRelease(KeyCode.CONTROL);
        return robot;
    }

    private static void press(KeyCode code) {
        try {
            onFx(() -> {
                new Robot().keyType(code);
                return code;
            });
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyCode key(int letter) {
        return switch (letter) {
            case '/' -> KeyCode.SLASH;
            case '-' -> KeyCode.MINUS;
            case '.' -> KeyCode.PERIOD;
            default -> {
                String name = Character.toString(letter).toUpperCase(Locale.ROOT);
                yield KeyCode.valueOf(Character.isDigit(letter) ? "DIGIT" + name : name);
            }
        };
    }

    private static void await(String what, BooleanSupplier condition) throws IOException {
        boolean held = Patience.await(SOON, () -> {
            try {
                return onFx(condition::getAsBoolean);
            } catch (InterruptedException | ExecutionException e) {
                throw new IOException(e);
            }
        });
        if (!held) {
            throw new IOException("waited in vain for " + what);
        }
    }

    /// What blocks the FX thread until a person answers.
    private static <T> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private static <T extends @Nullable Object> T onFx(Supplier<T> work)
            throws InterruptedException, ExecutionException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                result.complete(work.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result.get();
    }
}
