package studio.karangou.desktop.feature.roles;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.RoleNames;
import studio.karangou.desktop.ui.controls.Tone;

/// One person closely: how to reach them, what they are to Karangou, and what can be decided about that.
final class PersonSheet extends View {
    private final RolesViewModel model;
    private final InstantSource clock;
    private final Texts texts;
    private final Card card = new Card(14);

    PersonSheet(RolesViewModel model, InstantSource clock, Texts texts) {
        this.model = model;
        this.clock = clock;
        this.texts = texts;
        card.setId("person-sheet");
        follow(model.looked(), this::show);
        follow(model.failure(), why -> show(model.looked().get()));
        follow(model.queue(), queue -> show(model.looked().get()));
    }

    private void show(Looked looked) {
        List<? extends Node> parts = switch (looked) {
            case Looked.Nobody _ ->
                List.of(new EmptyState(Feather.USER, texts.of("persons.nobody"), texts.of("persons.nobody-why")));
            case Looked.Reading _ -> List.of(PageStates.loading(texts));
            case Looked.Unread unread -> unread(unread.why());
            case Looked.Sheet sheet -> sheet(sheet);
        };
        card.getChildren().setAll(parts);
    }

    private List<Node> unread(Failure why) {
        Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
        notice.setId("person-unread");
        return List.of(
                Labels.heading(texts.of("persons.unread")),
                notice,
                Buttons.plain("person-retry", texts.of("retry"), Feather.REFRESH_CW, model::retry));
    }

    private List<Node> sheet(Looked.Sheet sheet) {
        Account account = sheet.account();
        boolean oneself = model.isOneself(account);
        List<Node> parts = new ArrayList<>();
        parts.add(name(account, oneself));
        sheet.done().ifPresent(act -> parts.add(done(account, act)));
        parts.add(facts(account));
        parts.add(Labels.strong(texts.of("persons.roles")));
        account.roles().stream()
                .filter(held -> held.role() != Role.SPECTATOR)
                .forEach(held -> parts.add(line(sheet, held, !oneself)));
        if (account.roles().stream().allMatch(held -> held.role() == Role.SPECTATOR)) {
            parts.add(Labels.note(texts.of("persons.roles-none")));
        }
        if (oneself) {
            parts.add(Labels.note(texts.of("persons.oneself")));
        }
        sheet.asked().ifPresent(act -> parts.add(question(account, act)));
        return parts;
    }

    private Node name(Account account, boolean oneself) {
        Label name = Labels.heading(account.name());
        name.setWrapText(true);
        return oneself ? Labels.ends(name, Labels.tag(texts.of("persons.you"), Tone.NEUTRAL)) : name;
    }

    private Node done(Account account, RoleAct act) {
        Notice notice = new Notice(
                Tone.OK,
                texts.of("persons." + act.kind().code() + "-done", account.name(), RoleNames.of(act.role(), texts)));
        notice.setId("role-done");
        return notice;
    }

    private GridPane facts(Account account) {
        GridPane table = new GridPane(24, 6);
        row(table, "persons.email", told(account.email()));
        row(table, "persons.phone", told(account.phone()));
        row(table, "account.factor", texts.of(account.secondFactor() ? "account.factor-on" : "account.factor-off"));
        Instant since = account.since();
        if (since != null) {
            row(table, "persons.since", texts.formats().moment(since));
        }
        return table;
    }

    private String told(@Nullable String address) {
        return Objects.requireNonNullElseGet(address, () -> texts.of("persons.no-address"));
    }

    private void row(GridPane table, String key, String value) {
        table.addRow(table.getRowCount(), Labels.muted(texts.of(key)), Labels.body(value));
    }

    private Node line(Looked.Sheet sheet, RoleHeld held, boolean decidable) {
        VBox words = new VBox(2, Labels.styled(RoleNames.of(held.role(), texts), "body"));
        model.waitingSince(sheet.account().id(), held.role())
                .ifPresent(since -> words.getChildren()
                        .add(Labels.muted(
                                texts.of("persons.asked", texts.formats().ago(since, clock.instant())))));
        VBox line = new VBox(8, Labels.ends(words, state(held.state())));
        if (held.role() == Role.ADMINISTRATOR) {
            line.getChildren().add(Labels.note(texts.of("persons.operator")));
        } else if (decidable && sheet.asked().isEmpty()) {
            HBox actions = new HBox(10);
            actions.getChildren().setAll(acts(held));
            actions.setAlignment(Pos.CENTER_LEFT);
            line.getChildren().add(actions);
        }
        return line;
    }

    private Label state(RoleState state) {
        return switch (state) {
            case VERIFIED -> Labels.tag(texts.of("role.verified"), Tone.OK, Feather.CHECK);
            case REQUESTED -> Labels.tag(texts.of("role.requested"), Tone.WAIT, Feather.CLOCK);
            case REFUSED -> Labels.tag(texts.of("role.refused"), Tone.BAD, Feather.X);
        };
    }

    private List<Button> acts(RoleHeld held) {
        return switch (held.state()) {
            case REQUESTED ->
                List.of(
                        act(new RoleAct(RoleAct.Kind.ACCEPT, held.role()), Feather.CHECK),
                        act(new RoleAct(RoleAct.Kind.REFUSE, held.role()), Feather.X));
            case REFUSED -> List.of(act(new RoleAct(RoleAct.Kind.ACCEPT, held.role()), Feather.CHECK));
            case VERIFIED -> List.of(act(new RoleAct(RoleAct.Kind.TAKE, held.role()), Feather.USER_X));
        };
    }

    private Button act(RoleAct act, Feather icon) {
        String id = act.kind().code() + "-" + act.role();
        String words = texts.of("persons." + act.kind().code());
        Button button = act.kind() == RoleAct.Kind.ACCEPT
                ? Buttons.primary(id, words, icon, () -> model.begin(act))
                : Buttons.plain(id, words, icon, () -> model.begin(act));
        button.setAccessibleText(words + ", " + RoleNames.of(act.role(), texts));
        return button;
    }

    /// Asks once more: the person is told of it at once.
    private Node question(Account account, RoleAct act) {
        String code = act.kind().code();
        Button confirm =
                Buttons.primary("role-confirm", texts.of("persons." + code + "-yes"), Feather.CHECK, model::confirm);
        Button cancel = Buttons.plain("role-cancel", texts.of("persons.cancel"), model::cancel);
        confirm.disableProperty().bind(model.busy());
        cancel.disableProperty().bind(model.busy());
        VBox question = new VBox(
                10,
                new Notice(
                        Tone.WAIT,
                        texts.of("persons." + code + "-why", account.name(), RoleNames.of(act.role(), texts))));
        model.failure().get().ifPresent(why -> question.getChildren().add(refusal(why)));
        question.getChildren().add(new HBox(10, confirm, cancel));
        question.setId("role-question");
        FxBridge.later(() -> {
            Pages.reveal(question);
            cancel.requestFocus();
        });
        return question;
    }

    private Notice refusal(Failure why) {
        Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
        notice.setId("role-failure");
        return notice;
    }

    @Override
    public Parent node() {
        return card;
    }
}
