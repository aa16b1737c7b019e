package studio.karangou.desktop.feature.dashboard;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.RoleNames;
import studio.karangou.desktop.ui.controls.StatTile;
import studio.karangou.desktop.ui.controls.Tone;

/// The first page of who is signed in: figures of this device, then a section for each role.
public final class DashboardView extends View {
    private final DashboardViewModel model;
    private final DashboardLinks links;
    private final InstantSource clock;
    private final Texts texts;
    private final VBox head = new VBox(12);
    private final HBox tiles = new HBox(16);
    private final VBox sections = new VBox(16);
    private final Parent page;
    private List<RoleHeld> shownRoles = List.of();
    private View parts = new RoleSections.Empty();

    public DashboardView(DashboardViewModel model, DashboardLinks links, InstantSource clock, Texts texts) {
        this.model = model;
        this.links = links;
        this.clock = clock;
        this.texts = texts;
        page = Pages.scrolling(Pages.body(18, head, tiles, sections));
        showSections();
        follow(model.account(), this::show);
        follow(model.facts(), this::showFacts);
        following(() -> parts.close());
    }

    private void show(Optional<Account> known) {
        known.ifPresent(account -> {
            FlowPane roles = new FlowPane(8, 8);
            roles.getChildren().add(Labels.tag(RoleNames.of(Role.SPECTATOR, texts), Tone.NEUTRAL));
            account.roles().stream()
                    .filter(held -> held.role() != Role.SPECTATOR && held.state() == RoleState.VERIFIED)
                    .forEach(held -> roles.getChildren().add(Labels.tag(RoleNames.of(held.role(), texts), Tone.OK)));
            VBox words = new VBox(8, Labels.title(texts.of("dashboard.hello", account.name())), roles);
            head.getChildren()
                    .setAll(Labels.ends(
                            words,
                            Buttons.plain("open-account", texts.of("account.title"), Feather.USER, links::account)));
            notices(account).forEach(head.getChildren()::add);
            if (!account.roles().equals(shownRoles)) {
                shownRoles = account.roles();
                showSections();
            }
        });
    }

    private List<Node> notices(Account account) {
        List<Node> notices = new ArrayList<>();
        if (account.secondFactorMissing()) {
            notices.add(new Notice(Tone.WAIT, texts.of("account.factor-needed")));
        }
        account.roles().stream()
                .filter(held -> held.state() == RoleState.REQUESTED)
                .forEach(held -> notices.add(
                        new Notice(Tone.WAIT, texts.of("dashboard.role-waits", RoleNames.of(held.role(), texts)))));
        account.roles().stream()
                .filter(held -> held.state() == RoleState.REFUSED)
                .forEach(held -> notices.add(
                        new Notice(Tone.BAD, texts.of("dashboard.role-refused", RoleNames.of(held.role(), texts)))));
        return notices;
    }

    private void showSections() {
        parts.close();
        RoleSections made = new RoleSections(model, links, clock, texts);
        parts = made;
        sections.getChildren().setAll(made.node());
    }

    private void showFacts(DeviceFacts facts) {
        String amount = facts.contributed().isEmpty()
                ? texts.formats().number(0)
                : String.join(
                        " + ",
                        facts.contributed().stream().map(texts.formats()::money).toList());
        tiles.getChildren()
                .setAll(
                        tile(
                                "dashboard.ready",
                                texts.of("dashboard.ready-of", facts.ready(), facts.films()),
                                texts.of(
                                        facts.incoming() > 0 ? "dashboard.incoming" : "dashboard.ready-why",
                                        facts.incoming())),
                        tile("dashboard.recorded", amount, texts.of("contributions.count", facts.contributions())),
                        tile(
                                "dashboard.pending",
                                texts.formats().number(facts.pending()),
                                texts.of(pendingKey(facts), facts.setAside())),
                        tile(
                                "dashboard.projects",
                                texts.formats().number(facts.openProjects()),
                                texts.of("dashboard.discussions", facts.discussions())));
    }

    private static String pendingKey(DeviceFacts facts) {
        if (facts.setAside() > 0) {
            return "status.set-aside";
        }
        return facts.pending() == 0 ? "status.all-synced" : "sync.contributions-safe";
    }

    private StatTile tile(String what, String figure, String remark) {
        StatTile tile = new StatTile(texts.of(what), figure, Labels.muted(remark));
        HBox.setHgrow(tile, Priority.ALWAYS);
        tile.setPrefWidth(200);
        return tile;
    }

    @Override
    public Parent node() {
        return page;
    }
}
