package studio.karangou.desktop.feature.faults;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.FaultApi.FaultShown;
import studio.karangou.common.protocol.FaultApi.FaultState;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;

/// "Pannes signalées": the places where clients fail, and one of them closely.
public final class FaultsView extends View {
    private static final double LIST_PERCENT = 42;
    private static final double DETAIL_PERCENT = 58;

    private final FaultsViewModel model;
    private final InstantSource clock;
    private final Texts texts;
    private final VBox list = new VBox(10);
    private final VBox detail = new VBox();
    private final VBox alone = new VBox();
    private final GridPane columns = new GridPane(16, 0);
    private final Parent page;

    public FaultsView(FaultsViewModel model, InstantSource clock, Runnable back, Texts texts) {
        this.model = model;
        this.clock = clock;
        this.texts = texts;
        columns.getColumnConstraints().addAll(wide(LIST_PERCENT), wide(DETAIL_PERCENT));
        columns.addRow(0, list, detail);
        HBox actions = new HBox(
                10,
                Buttons.quiet("faults-back", texts.of("back"), Feather.ARROW_LEFT, back),
                Buttons.plain("faults-refresh", texts.of("problems.refresh"), Feather.REFRESH_CW, model::refresh));
        actions.setAlignment(Pos.CENTER_RIGHT);
        page = Pages.scrolling(Pages.body(
                16,
                Labels.ends(Labels.title(texts.of("problems.title")), actions),
                Labels.note(texts.of("problems.why")),
                alone,
                columns));
        follow(model.state(), this::show);
        follow(model.chosen(), chosen -> {
            show(model.state().get());
            showDetail(chosen);
        });
        follow(model.failure(), failure -> showDetail(model.chosen().get()));
        follow(model.busy(), busy -> showDetail(model.chosen().get()));
    }

    private static ColumnConstraints wide(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        return column;
    }

    private void show(FaultsViewModel.State state) {
        list.getChildren().clear();
        alone.getChildren().clear();
        switch (state) {
            case FaultsViewModel.State.Loading _ -> alone.getChildren().add(PageStates.loading(texts));
            case FaultsViewModel.State.Unknown unknown ->
                alone.getChildren().add(PageStates.broken(unknown.why(), texts, model::refresh));
            case FaultsViewModel.State.Known known -> showList(known.faults());
        }
        boolean any = alone.getChildren().isEmpty();
        alone.setManaged(!any);
        columns.setVisible(any);
        columns.setManaged(any);
    }

    private void showList(List<FaultShown> faults) {
        if (faults.isEmpty()) {
            EmptyState empty =
                    new EmptyState(Feather.CHECK_CIRCLE, texts.of("problems.none"), texts.of("problems.none-why"));
            empty.setId("problems-none");
            alone.getChildren().add(empty);
        }
        faults.forEach(fault -> list.getChildren().add(row(fault)));
    }

    private ChoiceButton row(FaultShown fault) {
        Label what = Labels.strong(simpleName(fault.causes().getLast()));
        Label where = Labels.muted(fault.frames().isEmpty() ? texts.of("problems.nowhere") : place(fault));
        Label often = Labels.muted(texts.of(
                "problems.often",
                fault.occurrences(),
                fault.devices(),
                texts.formats().ago(fault.lastSeen(), clock.instant())));
        VBox words = new VBox(2, what, where, often);
        HBox line = new HBox(12, words, tag(fault));
        HBox.setHgrow(words, Priority.ALWAYS);
        line.setAlignment(Pos.CENTER_LEFT);
        ChoiceButton button = Buttons.choice("problem-" + fault.id(), "", () -> model.choose(fault));
        button.getStyleClass().addAll("method", "problem");
        button.setGraphic(line);
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(button.widthProperty().subtract(40));
        button.setAccessibleText(what.getText() + ", " + where.getText() + ", " + often.getText());
        button.setChosen(model.chosen()
                .get()
                .filter(chosen -> chosen.id().equals(fault.id()))
                .isPresent());
        return button;
    }

    private Label tag(FaultShown fault) {
        return switch (fault.state()) {
            case OPEN ->
                fault.reopenedAt() == null
                        ? Labels.tag(texts.of("problems.open"), Tone.WAIT)
                        : Labels.tag(texts.of("problems.back"), Tone.BAD);
            case SETTLED -> Labels.tag(texts.of("problems.settled"), Tone.OK);
        };
    }

    private void showDetail(Optional<FaultShown> chosen) {
        detail.getChildren().setAll(chosen.stream().map(this::card).toList());
    }

    private Node card(FaultShown fault) {
        Card card = new Card(
                12,
                Labels.ends(Labels.heading(simpleName(fault.causes().getLast())), tag(fault)),
                facts(fault),
                Labels.strong(texts.of("problems.causes")),
                lines(fault.causes()),
                Labels.strong(texts.of("problems.frames")),
                fault.frames().isEmpty()
                        ? Labels.note(texts.of("problems.nowhere"))
                        : lines(fault.frames().stream().map(FaultsView::shorter).toList()));
        model.failure().get().ifPresent(why -> card.getChildren().add(notice(why)));
        card.getChildren().add(decision(fault));
        card.setId("problem-detail");
        return card;
    }

    private GridPane facts(FaultShown fault) {
        GridPane table = new GridPane(24, 6);
        row(table, "problems.code", fault.code());
        row(table, "problems.first", texts.formats().moment(fault.firstSeen()));
        row(table, "problems.last", texts.formats().moment(fault.lastSeen()));
        row(table, "problems.devices", texts.formats().number(fault.devices()));
        row(table, "problems.occurrences", texts.formats().number(fault.occurrences()));
        row(table, "problems.versions", String.join(", ", fault.versions()));
        row(table, "problems.systems", String.join(", ", fault.systems()));
        row(table, "problems.profiles", String.join(", ", fault.profiles()));
        String settledIn = fault.settledIn();
        if (settledIn != null) {
            row(table, "problems.settled-in", settledIn);
        }
        row(table, "problems.id", fault.id());
        return table;
    }

    private void row(GridPane table, String key, String value) {
        table.addRow(table.getRowCount(), Labels.muted(texts.of(key)), Labels.body(value));
    }

    private Button decision(FaultShown fault) {
        Button button = switch (fault.state()) {
            case OPEN ->
                Buttons.primary(
                        "problem-settle",
                        texts.of("problems.settle"),
                        Feather.CHECK,
                        () -> model.decide(FaultState.SETTLED));
            case SETTLED ->
                Buttons.plain(
                        "problem-reopen",
                        texts.of("problems.reopen"),
                        Feather.ROTATE_CCW,
                        () -> model.decide(FaultState.OPEN));
        };
        button.setDisable(model.busy().get());
        return button;
    }

    private Notice notice(Failure why) {
        Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
        notice.setId("problems-failure");
        return notice;
    }

    private static Label lines(List<String> lines) {
        return Labels.note(String.join("\n", lines));
    }

    private static String place(FaultShown fault) {
        String frame = shorter(fault.frames().getFirst());
        String[] parts = frame.split("\\.", -1);
        return parts.length < 2 ? frame : parts[parts.length - 2] + "." + parts[parts.length - 1];
    }

    private static String shorter(String frame) {
        return frame.startsWith(FaultReport.OURS) ? frame.substring(FaultReport.OURS.length()) : frame;
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }

    @Override
    public Parent node() {
        return page;
    }
}
