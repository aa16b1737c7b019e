package studio.karangou.desktop.feature.dashboard;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Role;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.RoleNames;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.Trouble;

/// A section for each role that a person has, two beside each other. What there is nothing of yet says what to do next.
final class RoleSections extends View {
    private final DashboardViewModel model;
    private final DashboardLinks links;
    private final InstantSource clock;
    private final Texts texts;
    private final GridPane grid = new GridPane(16, 16);

    /// Before anything is known.
    static final class Empty extends View {
        private final StackPane nothing = new StackPane();

        @Override
        public Parent node() {
            return nothing;
        }
    }

    RoleSections(DashboardViewModel model, DashboardLinks links, InstantSource clock, Texts texts) {
        this.model = model;
        this.links = links;
        this.clock = clock;
        this.texts = texts;
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            grid.getColumnConstraints().add(half);
        }
        List<Node> cards = cards();
        for (int i = 0; i < cards.size(); i++) {
            boolean last = i == cards.size() - 1 && i % 2 == 0;
            grid.add(cards.get(i), i % 2, i / 2, last ? 2 : 1, 1);
        }
    }

    private List<Node> cards() {
        List<Node> cards = new ArrayList<>();
        if (model.has(Role.ADMINISTRATOR)) {
            cards.add(administrator());
        }
        if (model.has(Role.VENUE_HOST)) {
            cards.add(screenings());
            cards.add(host());
        }
        if (model.has(Role.DIRECTOR)) {
            cards.add(section("dashboard.director", "dashboard.director-why", seeDiscussions(), seeCatalogue()));
        }
        if (model.has(Role.PRODUCER)) {
            cards.add(section("dashboard.producer", "dashboard.producer-why", seeProjects()));
        }
        if (model.has(Role.ADVERTISER)) {
            cards.add(section("dashboard.advertiser", "dashboard.advertiser-why"));
        }
        if (model.has(Role.MODERATOR)) {
            cards.add(section("dashboard.moderator", "dashboard.moderator-why", seeDiscussions()));
        }
        cards.add(section("dashboard.spectator", "dashboard.spectator-why", seeCatalogue(), seeProjects()));
        return cards;
    }

    private Card section(String heading, String why, Button... next) {
        FlowPane actions = new FlowPane(10, 10, next);
        Card card = new Card(14, Labels.heading(texts.of(heading)), Labels.note(texts.of(why)));
        if (next.length > 0) {
            card.getChildren().add(actions);
        }
        return card;
    }

    private Button seeCatalogue() {
        return Buttons.plain("see-catalogue", texts.of("nav.catalogue"), Feather.GRID, links::catalogue);
    }

    private Button seeProjects() {
        return Buttons.plain("see-projects", texts.of("nav.projects"), Feather.TARGET, links::projects);
    }

    private Button seeDiscussions() {
        return Buttons.plain(
                "see-discussions", texts.of("nav.discussions"), Feather.MESSAGE_CIRCLE, links::discussions);
    }

    /// There is no programme yet: what makes one possible is a film that is here.
    private Card screenings() {
        Card card = section("dashboard.host", "dashboard.host-why");
        HBox actions = new HBox(
                10,
                Buttons.plain("see-downloads", texts.of("nav.offline"), Feather.DOWNLOAD, links::downloads),
                Buttons.plain("see-waiting", texts.of("nav.sync"), Feather.REFRESH_CW, links::waiting));
        VBox state = new VBox();
        follow(
                model.facts(),
                facts -> state.getChildren()
                        .setAll(
                                facts.ready() > 0
                                        ? new Notice(Tone.OK, texts.of("dashboard.host-ready", facts.ready()))
                                        : new Notice(Tone.WAIT, texts.of("dashboard.host-none"))));
        card.getChildren().addAll(state, actions);
        return card;
    }

    /// For visitors whose phone gets no messages.
    private Card host() {
        Field phone = part(Field.text(
                        "host-phone", texts.of("dashboard.code-phone"), "+228 90 12 34 56", model.phone()))
                .onEnter(model::handOut);
        Button draw = Buttons.plain("hand-out", texts.of("dashboard.code-draw"), Feather.KEY, model::handOut);
        follow(model.busy(), draw::setDisable);
        VBox outcome = new VBox(6);
        follow(model.handedOut(), code -> {
            outcome.getChildren().clear();
            code.ifPresent(drawn -> {
                var digits = Labels.styled(drawn.code(), "voucher-code");
                digits.setId("handed-out-code");
                outcome.getChildren().addAll(digits, Labels.note(texts.of("dashboard.code-say")));
            });
        });
        Card card = section("dashboard.code", "dashboard.code-why");
        Trouble trouble = new Trouble("dashboard-failure", texts);
        follow(model.failure(), trouble::show);
        card.getChildren().addAll(phone.node(), trouble, draw, outcome);
        return card;
    }

    private Card administrator() {
        VBox list = new VBox(10);
        list.setId("role-requests");
        follow(model.requests(), requests -> fill(list, requests));
        Card card = new Card(
                14,
                Labels.heading(texts.of("dashboard.requests"), texts.of("dashboard.requests-why")),
                list,
                new FlowPane(
                        10,
                        10,
                        Buttons.plain("see-people", texts.of("persons.search"), Feather.SEARCH, links::people),
                        Buttons.plain("see-faults", texts.of("problems.title"), Feather.TOOL, links::faults)));
        return card;
    }

    private void fill(VBox list, DashboardViewModel.Requests requests) {
        list.getChildren().clear();
        switch (requests) {
            case DashboardViewModel.Requests.Loading _ ->
                list.getChildren().add(Labels.muted(texts.of("page.loading")));
            case DashboardViewModel.Requests.Locked _ ->
                list.getChildren().add(Labels.note(texts.of("dashboard.requests-locked")));
            case DashboardViewModel.Requests.Unknown unknown ->
                list.getChildren()
                        .addAll(
                                new Notice(Tone.WAIT, texts.of(unknown.why()))
                                        .withCode(unknown.why().code()),
                                Buttons.plain("requests-retry", texts.of("retry"), Feather.REFRESH_CW, model::refresh));
            case DashboardViewModel.Requests.Known known -> {
                if (known.waiting().isEmpty()) {
                    list.getChildren().add(Labels.note(texts.of("dashboard.requests-none")));
                }
                known.waiting().forEach(request -> list.getChildren().add(row(request)));
            }
        }
    }

    private Node row(RoleRequest request) {
        VBox words = new VBox(
                0,
                Labels.strong(request.name()),
                Labels.muted(texts.of(
                        "dashboard.request",
                        RoleNames.of(request.role(), texts),
                        texts.formats().ago(request.since(), clock.instant()))));
        HBox left = new HBox(14, Icons.of(Feather.USER), words);
        left.setAlignment(Pos.CENTER_LEFT);
        Button verify = Buttons.plain(
                "verify-" + request.person() + "-" + request.role(),
                texts.of("dashboard.verify"),
                Feather.USER_CHECK,
                () -> links.person(request.person()));
        verify.setAccessibleText(texts.of("dashboard.verify") + ", " + request.name());
        return Labels.ends(left, verify);
    }

    @Override
    public Parent node() {
        return grid;
    }
}
