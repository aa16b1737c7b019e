package studio.karangou.desktop.engine.films;

import java.io.IOException;

/// What came is not what its address says.
public final class WrongContentException extends IOException {
    private static final long serialVersionUID = 1L;

    public WrongContentException(String message) {
        super(message);
    }
}
