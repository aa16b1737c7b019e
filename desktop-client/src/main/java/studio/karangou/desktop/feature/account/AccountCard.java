package studio.karangou.desktop.feature.account;

import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;

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

    /// The form in which a person shows that the account is theirs.
    final Node proof(AccountTask.Prove at) {
        boolean erasing = at.aim() instanceof AccountTask.Aim.EraseAll;
        AccountForm made = begun();
        if (erasing) {
            made.with(new Notice(Tone.BAD, texts.of("account.erase-question")));
        }
        boolean exporting = at.aim() instanceof AccountTask.Aim.Export;
        String why = texts.of(exporting ? "account.proof-export" : "account.proof-why");
        String sentTo = Objects.requireNonNullElse(at.ways().codeTo(), "");
        if (at.ways().password()) {
            made.note(why).field(Field.password("proof-password", texts.of("account.current"), model.password()));
        } else if (at.request() != null) {
            made.note(texts.of(sentTo.equals("PHONE") ? "account.proof-phone" : "account.proof-email"))
                    .field(Field.code("proof-code", texts.of("people.code"), "1234 5678", model.code()))
                    .again();
        } else {
            made.note(why).field(Field.code("proof-factor", texts.of("factor.code"), "123456", model.code()));
        }
        return erasing
                ? made.act("prove", texts.of("account.erase-yes"), Feather.TRASH_2)
                        .node()
                : made.act("prove", texts.of("account.proof-go"), Feather.CHECK).node();
    }

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
