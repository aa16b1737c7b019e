package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The player by keyboard alone.
final class PlayerKeys {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration STRIDE = Duration.ofSeconds(60);

    private final PlayerViewModel model;
    private final Optional<Runnable> fullScreen;
    private final Runnable escape;

    /// @param fullScreen goes to the whole screen or back, empty where one stays as it is
    /// @param escape closes what is open, or leaves
    PlayerKeys(PlayerViewModel model, Optional<Runnable> fullScreen, Runnable escape) {
        this.model = model;
        this.fullScreen = fullScreen;
        this.escape = escape;
    }

    /// Comes before every control, so that a key means the same whatever has the focus. A text field keeps its
    /// letters, and a button that the keyboard went to keeps space and enter.
    void handle(KeyEvent event) {
        // whatever it is for: the next key may lead to a control, which must be seen
        model.moved();
        boolean types = event.getTarget() instanceof TextInputControl && event.getCode() != KeyCode.ESCAPE;
        boolean presses = event.getTarget() instanceof ButtonBase
                && (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER);
        if (types || presses || movesInList(event) || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (act(event)) {
            event.consume();
        }
    }

    /// In a list to choose from, up and down lead from one to the next.
    private static boolean movesInList(KeyEvent event) {
        return event.getTarget() instanceof Node row
                && row.getParent() instanceof ChoicePanel
                && (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN);
    }

    private boolean act(KeyEvent event) {
        if (event.getText().equals("?")) {
            model.hints().toggleHelp();
            return true;
        }
        if (event.getCode().isDigitKey()) {
            if (model.screen().get() instanceof PlayerScreen.Leaving) {
                return true; // meant for the number that is asked for, and no leap in the film
            }
            // both rows are named by their digit at the end; the characters of the keypad's are others
            String name = event.getCode().getName();
            model.seekToTenth(name.charAt(name.length() - 1) - '0');
            return true;
        }
        return switch (event.getCode()) {
            case LEFT, RIGHT, HOME, END -> seek(event);
            case UP, DOWN, M, A, S, PLUS, ADD, EQUALS, MINUS, SUBTRACT -> sound(event.getCode());
            default -> other(event.getCode());
        };
    }

    private boolean seek(KeyEvent event) {
        Duration by = event.isShiftDown() ? STRIDE : STEP;
        switch (event.getCode()) {
            case LEFT -> model.seekBy(by.negated());
            case RIGHT -> model.seekBy(by);
            case HOME -> model.seekToTenth(0);
            default -> model.seekToEnd();
        }
        return true;
    }

    private boolean sound(KeyCode code) {
        Sound sound = model.sound();
        switch (code) {
            case UP -> sound.louder();
            case DOWN -> sound.quieter();
            case M -> sound.toggleMute();
            case A -> sound.speakNext();
            case S -> sound.writeNext();
            case MINUS, SUBTRACT -> sound.slower();
            default -> sound.faster();
        }
        return true;
    }

    private boolean other(KeyCode code) {
        switch (code) {
            case SPACE, K, PLAY, PAUSE -> model.togglePlay();
            case ENTER -> model.resume();
            case F, F11 -> fullScreen.ifPresent(Runnable::run);
            case I -> model.figures().toggle();
            case F1 -> model.hints().toggleHelp();
            case ESCAPE -> escape.run();
            default -> {
                return false;
            }
        }
        return true;
    }
}
