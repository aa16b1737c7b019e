package studio.karangou.desktop.feature.account;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Pages;

/// One part of the account page: what is, and below it the form of what is being changed.
abstract class AccountCard extends View {
    final AccountViewModel model;
    final Texts texts;
    final VBox facts = new VBox(12);
    private final VBox doing = new VBox();
    private final Card card;
    private @Nullable View form;

    AccountCard(String heading, AccountViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        card = new Card(16, Labels.heading(texts.of(heading)), facts, doing);
    }

    /// Begins to follow; the last thing that a card's constructor does.
    final void open() {
        follow(model.account(), account -> {
            facts.getChildren().clear();
            show();
        });
        follow(model.task(), task -> {
            leave();
            Node made = form(task);
            doing.setManaged(made != null);
            if (made != null) {
                doing.getChildren().setAll(made);
                FxBridge.later(() -> Pages.reveal(doing));
            }
        });
        following(this::leave);
    }

    /// Fills [#facts] with how things stand.
    abstract void show();

    /// The form of a task that belongs to this card, else null.
    abstract @Nullable Node form(AccountTask task);

    /// A form that ends with its task.
    final AccountForm begun() {
        AccountForm made = new AccountForm(model, texts);
        form = made;
        return made;
    }

    private void leave() {
        doing.getChildren().clear();
        if (form != null) {
            form.close();
            form = null;
        }
    }

    @Override
    public final Parent node() {
        return card;
    }
}
