package studio.karangou.desktop.feature.account;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;

/// Name, language, addresses.
final class ProfileCard extends AccountCard {
    ProfileCard(AccountViewModel model, Texts texts) {
        super("account.profile", model, texts);
        open();
    }

    @Override
    void show() {
        Account account = model.account().get();
        row("people.name", account.name(), edit("edit-profile", new AccountTask.EditProfile()));
        row("people.language", texts.language(account.language()), null);
        row("people.email", shown(account.email()), edit("edit-email", new AccountTask.ChangeContact(false)));
        row("people.phone", shown(account.phone()), edit("edit-phone", new AccountTask.ChangeContact(true)));
    }

    private String shown(@Nullable String address) {
        return Optional.ofNullable(address).orElseGet(() -> texts.of("account.none"));
    }

    private Button edit(String id, AccountTask task) {
        return Buttons.quiet(id, texts.of("account.change"), Feather.EDIT_2, () -> model.begin(task));
    }

    private void row(String key, String value, @Nullable Node action) {
        VBox words = new VBox(0, Labels.muted(texts.of(key)), Labels.styled(value, "body"));
        facts.getChildren().add(action == null ? words : Labels.ends(words, action));
    }

    @Override
    @Nullable
    Node form(AccountTask task) {
        return switch (task) {
            case AccountTask.EditProfile _ ->
                begun().field(Field.text("account-name", texts.of("people.name"), "", model.name()))
                        .languages()
                        .act("save-profile", texts.of("account.save"), Feather.CHECK)
                        .node();
            case AccountTask.ChangeContact contact -> contact(contact.phone());
            case AccountTask.ConfirmContact at -> confirmation(at);
            case AccountTask.None _ -> null;
            case AccountTask.ChangePassword _ -> null;
            case AccountTask.SetUpFactor _ -> null;
            case AccountTask.ShowRecoveryCodes _ -> null;
            case AccountTask.RemoveFactor _ -> null;
            case AccountTask.ChooseDeviceCode _ -> null;
            case AccountTask.RenewCodes _ -> null;
            case AccountTask.Prove at -> at.aim() instanceof AccountTask.Aim.NewContact ? proof(at) : null;
            case AccountTask.SignOut _ -> null;
            case AccountTask.Erase _ -> null;
        };
    }

    private Node contact(boolean phone) {
        String label = texts.of(phone ? "account.new-phone" : "account.new-email");
        String example = phone ? "+228 90 12 34 56" : texts.of("people.email-example");
        return begun().note(texts.of("account.contact-why"))
                .field(Field.text("account-address", label, example, model.address()))
                .act("send-contact-code", texts.of("signin.send-code"), Feather.SEND)
                .node();
    }

    private Node confirmation(AccountTask.ConfirmContact at) {
        Field code = Field.code("account-code", texts.of("people.code"), "1234 5678", model.code());
        code.input().setTextFormatter(new TextFormatter<String>(change -> {
            change.setText(change.getText().replaceAll("[^0-9 ]", ""));
            return change;
        }));
        return begun().note(texts.of(at.phone() ? "code.lead-phone" : "code.lead-email", at.address()))
                .field(code)
                .again()
                .act("confirm-contact", texts.of("code.go"), Feather.CHECK)
                .node();
    }
}
