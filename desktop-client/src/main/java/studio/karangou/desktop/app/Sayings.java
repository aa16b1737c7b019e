package studio.karangou.desktop.app;

import java.util.List;
import javafx.scene.layout.StackPane;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Sorry;
import studio.karangou.desktop.ui.controls.Told;

/// Sentences laid over whatever the window shows, until they were read.
final class Sayings {
    private final StackPane root;
    private final Languages languages;

    Sayings(StackPane root, Languages languages) {
        this.root = root;
        this.languages = languages;
    }

    /// One after the other; each is read before the next comes.
    void tell(List<Failure> notices) {
        if (!notices.isEmpty()) {
            say(notices.getFirst(), () -> tell(notices.subList(1, notices.size())));
        }
    }

    /// Says calmly that something of ours failed; once is enough.
    void sorry(Failure failure) {
        boolean saidAlready = root.getChildren().stream().anyMatch(Sorry.class::isInstance);
        if (!saidAlready) {
            say(failure, () -> {});
        }
    }

    /// Says that something was done.
    ///
    /// @param key of the sentence
    void done(String key) {
        Texts texts = languages.current().get();
        root.getChildren()
                .add(new Told(
                        texts.of(key),
                        texts.of("sorry.go-on"),
                        said -> root.getChildren().remove(said)));
    }

    void say(Failure failure, Runnable afterwards) {
        Texts texts = languages.current().get();
        root.getChildren().add(new Sorry(texts.of(failure), failure.code(), texts.of("sorry.go-on"), sorry -> {
            root.getChildren().remove(sorry);
            afterwards.run();
        }));
    }
}
