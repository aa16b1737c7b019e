package studio.karangou.desktop.feature.roles;

import java.time.InstantSource;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.RoleNames;

/// "Personnes et profils": who waits for a decision, a search, and one person closely.
public final class RolesView extends View {
    private static final double LIST_PERCENT = 42;
    private static final double SHEET_PERCENT = 58;

    private final RolesViewModel model;
    private final InstantSource clock;
    private final Links links;
    private final Texts texts;
    private final VBox requests = new VBox(10);
    private final VBox alone = new VBox();
    private final GridPane columns = new GridPane(16, 0);
    private final Parent page;

    /// Where this page leads.
    public interface Links {
        void back();

        /// Where a second factor is set up.
        void account();
    }

    public RolesView(RolesViewModel model, InstantSource clock, Links links, Texts texts) {
        this.model = model;
        this.clock = clock;
        this.links = links;
        this.texts = texts;
        columns.getColumnConstraints().addAll(wide(LIST_PERCENT), wide(SHEET_PERCENT));
        requests.setId("role-queue");
        Card waiting = new Card(14, Labels.heading(texts.of("persons.requests")), requests);
        columns.addRow(
                0,
                new VBox(16, search(), waiting),
                part(new PersonSheet(model, clock, texts)).node());
        HBox actions = new HBox(
                10,
                Buttons.quiet("persons-back", texts.of("back"), Feather.ARROW_LEFT, links::back),
                Buttons.plain("persons-refresh", texts.of("problems.refresh"), Feather.REFRESH_CW, model::refresh));
        actions.setAlignment(Pos.CENTER_RIGHT);
        page = Pages.scrolling(Pages.body(
                16,
                Labels.ends(Labels.title(texts.of("persons.title")), actions),
                Labels.note(texts.of("persons.why")),
                alone,
                columns));
        follow(model.queue(), this::show);
        follow(model.looked(), looked -> show(model.queue().get()));
    }

    private static ColumnConstraints wide(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private Card search() {
        Field address = part(Field.text(
                        "person-address",
                        texts.of("persons.address"),
                        texts.of("persons.address-example"),
                        model.address()))
                .onEnter(model::search);
        Button find = Buttons.plain("person-search", texts.of("persons.find"), Feather.SEARCH, model::search);
        find.disableProperty()
                .bind(Bindings.createBooleanBinding(() -> model.address().get().isBlank(), model.address())
                        .or(model.busy()));
        return new Card(14, Labels.heading(texts.of("persons.search")), address.node(), find);
    }

    private void show(RolesViewModel.Queue queue) {
        requests.getChildren().clear();
        alone.getChildren().clear();
        switch (queue) {
            case RolesViewModel.Queue.Loading _ -> requests.getChildren().add(PageStates.loading(texts));
            case RolesViewModel.Queue.Locked _ -> alone.getChildren().add(locked());
            case RolesViewModel.Queue.Unknown unknown ->
                alone.getChildren().add(PageStates.broken(unknown.why(), texts, model::refresh));
            case RolesViewModel.Queue.Known known -> fill(known.waiting());
        }
        boolean any = alone.getChildren().isEmpty();
        alone.setManaged(!any);
        columns.setVisible(any);
        columns.setManaged(any);
    }

    private Node locked() {
        EmptyState locked = new EmptyState(
                Feather.SHIELD,
                texts.of("persons.locked"),
                texts.of("account.factor-needed"),
                Buttons.primary("persons-account", texts.of("account.title"), Feather.USER, links::account));
        locked.setId("persons-locked");
        return locked;
    }

    private void fill(List<RoleRequest> waiting) {
        if (waiting.isEmpty()) {
            requests.getChildren().add(Labels.note(texts.of("dashboard.requests-none")));
        }
        waiting.forEach(request -> requests.getChildren().add(row(request)));
    }

    private ChoiceButton row(RoleRequest request) {
        String asked = texts.of(
                "dashboard.request",
                RoleNames.of(request.role(), texts),
                texts.formats().ago(request.since(), clock.instant()));
        VBox words = new VBox(2, Labels.strong(request.name()), Labels.muted(asked));
        ChoiceButton button = Buttons.choice(
                "request-" + request.person() + "-" + request.role(), "", () -> model.look(request.person()));
        button.getStyleClass().addAll("method", "problem");
        button.setGraphic(words);
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        button.setAccessibleText(request.name() + ", " + asked);
        button.setChosen(model.looked().get() instanceof Looked.Sheet sheet
                && sheet.account().id().equals(request.person()));
        return button;
    }

    @Override
    public Parent node() {
        return page;
    }
}
