package studio.karangou.desktop.feature.player;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// The player by keyboard alone.
final class PlayerKeys {
    private static final Duration STEP = Duration.ofSeconds(10);
    private static final Duration STRIDE = Duration.ofSeconds(60);
    /// The upper row of an AZERTY keyboard without shift, from 0 to 9; the place of 6 is left out.
    private static final String FRENCH_ROW = "à&é\"'(\0è_ç";

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
        OptionalInt digit = digit(event);
        if (digit.isPresent()) {
            if (model.screen().get() instanceof PlayerScreen.Leaving) {
                return true; // meant for the number that is asked for, and no leap in the film
            }
            model.seekToTenth(digit.getAsInt());
            return true;
        }
        return switch (event.getText()) {
            case "<" -> slower();
            case ">" -> faster();
            default -> byCode(event);
        };
    }

    private boolean byCode(KeyEvent event) {
        return switch (event.getCode()) {
            case LEFT, RIGHT, HOME, END -> seek(event);
            case UP, DOWN, M, A, S -> sound(event.getCode());
            case ADD -> faster();
            case SUBTRACT -> slower();
            default -> other(event.getCode());
        };
    }

    /// The digit of a key, whatever the keyboard. Under Linux the upper row of a French one (AZERTY) is
    /// known by its characters alone. The one of 6, "-", is no digit elsewhere, and means nothing at
    /// all: a film that leaps or slows down before an audience is worse than a key that does nothing.
    private static OptionalInt digit(KeyEvent event) {
        String text = event.getText();
        if (text.length() == 1 && text.charAt(0) >= '0' && text.charAt(0) <= '9') {
            return OptionalInt.of(text.charAt(0) - '0');
        }
        if (event.getCode().isDigitKey()) {
            // both rows are named by their digit at the end
            String name = event.getCode().getName();
            return OptionalInt.of(name.charAt(name.length() - 1) - '0');
        }
        int french = text.length() == 1 && !event.isShiftDown() ? FRENCH_ROW.indexOf(text) : -1;
        return french < 0 ? OptionalInt.empty() : OptionalInt.of(french);
    }

    private boolean slower() {
        model.sound().slower();
        return true;
    }

    private boolean faster() {
        model.sound().faster();
        return true;
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
            default -> sound.writeNext();
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
