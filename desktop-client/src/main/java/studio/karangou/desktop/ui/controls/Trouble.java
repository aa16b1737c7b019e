package studio.karangou.desktop.ui.controls;

import java.util.Optional;
import java.util.function.Function;
import javafx.scene.layout.VBox;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Texts;

/// Why the last thing asked for was not done. Takes no room while all is well.
public final class Trouble extends VBox {
    private final String noticeId;
    private final Texts texts;

    /// @param noticeId of the notice, while there is one
    public Trouble(String noticeId, Texts texts) {
        this.noticeId = noticeId;
        this.texts = texts;
        setManaged(false);
    }

    /// Says why, or nothing.
    public void show(Optional<Failure> failure) {
        show(failure, why -> Tone.BAD);
    }

    /// The same, where not every failure is one.
    public void show(Optional<Failure> failure, Function<Failure, Tone> tone) {
        getChildren().setAll(failure.stream().map(why -> notice(why, tone)).toList());
        setManaged(failure.isPresent());
    }

    private Notice notice(Failure why, Function<Failure, Tone> tone) {
        Notice notice = new Notice(tone.apply(why), texts.of(why)).withCode(why.code());
        notice.setId(noticeId);
        return notice;
    }
}
