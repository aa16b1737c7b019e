package studio.karangou.desktop.feature.account;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.RoleNames;
import studio.karangou.desktop.ui.controls.Tone;

/// What a person is to Karangou, and asking for more.
final class RolesCard extends AccountCard {
    RolesCard(AccountViewModel model, Texts texts) {
        super("account.roles", model, texts);
        open();
    }

    @Override
    void show() {
        Account account = model.account().get();
        facts.getChildren().add(line(Role.SPECTATOR, RoleState.VERIFIED));
        account.roles().stream()
                .filter(held -> held.role() != Role.SPECTATOR)
                .forEach(held -> facts.getChildren().add(line(held.role(), held.state())));
        List<Role> left = Arrays.stream(Role.values())
                .filter(Role::mayBeRequested)
                .filter(role -> held(account, role)
                        .filter(state -> state != RoleState.REFUSED)
                        .isEmpty())
                .toList();
        if (!left.isEmpty()) {
            FlowPane asks = new FlowPane(8, 8);
            left.forEach(role -> asks.getChildren().add(ask(role)));
            facts.getChildren().add(new VBox(10, Labels.note(texts.of("account.roles-why")), asks));
        }
    }

    private static Optional<RoleState> held(Account account, Role role) {
        return account.roles().stream()
                .filter(held -> held.role() == role)
                .map(RoleHeld::state)
                .findFirst();
    }

    private Button ask(Role role) {
        return Buttons.plain(
                "ask-role-" + role, RoleNames.of(role, texts), Feather.PLUS, () -> model.requestRole(role));
    }

    private Node line(Role role, RoleState state) {
        return Labels.ends(
                Labels.styled(RoleNames.of(role, texts), "body"),
                switch (state) {
                    case VERIFIED -> Labels.tag(texts.of("role.verified"), Tone.OK, Feather.CHECK);
                    case REQUESTED -> Labels.tag(texts.of("role.requested"), Tone.WAIT, Feather.CLOCK);
                    case REFUSED -> Labels.tag(texts.of("role.refused"), Tone.BAD, Feather.X);
                });
    }

    @Override
    @Nullable
    Node form(AccountTask task) {
        return null;
    }
}
