package studio.karangou.desktop.feature.contribution;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.StatTile;

/// "Mes contributions": everything recorded on this device, and what became of it.
public final class ContributionsView extends View {
    private static final List<Double> WIDTHS = List.of(17.0, 30.0, 17.0, 14.0, 22.0);

    private final FundingViewModel model;
    private final Function<FilmId, String> filmTitle;
    private final Texts texts;
    private final Formats formats;
    private final ProjectWords words;
    private final VBox content = new VBox(16);
    private final Parent page;

    /// @param filmTitle the title of a film, empty if it is not known
    public ContributionsView(FundingViewModel model, Function<FilmId, String> filmTitle, Texts texts) {
        this.model = model;
        this.filmTitle = filmTitle;
        this.texts = texts;
        formats = texts.formats();
        words = new ProjectWords(texts);
        page = Pages.scrolling(Pages.body(16, Labels.title(texts.of("contributions.title")), content));
        follow(model.funding(), this::show);
        follow(model.failure(), failure -> show(model.funding().get()));
    }

    private void show(Funding funding) {
        if (!funding.loaded()) {
            content.getChildren()
                    .setAll(model.failure()
                            .get()
                            .<Node>map(why -> PageStates.broken(why, texts, model::retry))
                            .orElseGet(() -> PageStates.loading(texts)));
            return;
        }
        if (funding.contributions().isEmpty()) {
            content.getChildren()
                    .setAll(new EmptyState(
                            Feather.HEART, texts.of("contributions.empty"), texts.of("contributions.empty-why")));
            return;
        }
        content.getChildren().setAll(tiles(funding.contributions()), table(funding));
    }

    private HBox tiles(List<RecordedContribution> all) {
        List<RecordedContribution> confirmed = withState(all, ContributionState.CONFIRMED);
        List<RecordedContribution> unsent =
                all.stream().filter(RecordedContribution::isWaiting).toList();
        HBox tiles = new HBox(
                16,
                tile("contributions.total", all),
                tile("contributions.unsent", unsent),
                tile("contributions.confirmed", confirmed));
        tiles.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
        return tiles;
    }

    private static List<RecordedContribution> withState(List<RecordedContribution> all, ContributionState state) {
        return all.stream().filter(one -> one.state() == state).toList();
    }

    private StatTile tile(String key, List<RecordedContribution> some) {
        StatTile tile =
                new StatTile(texts.of(key), totals(some), Labels.muted(texts.of("contributions.count", some.size())));
        tile.setPrefWidth(300);
        return tile;
    }

    /// `12 500 F CFA · 20 €`: currencies are never added up with each other.
    private String totals(List<RecordedContribution> some) {
        Map<Money.Currency, Money> sums = new EnumMap<>(Money.Currency.class);
        for (RecordedContribution one : some) {
            Money amount = one.made().amount();
            sums.merge(amount.currency(), amount, Money::plus);
        }
        return sums.isEmpty()
                ? formats.money(Money.xof(0))
                : sums.values().stream().map(formats::money).collect(Collectors.joining(" · "));
    }

    private Card table(Funding funding) {
        GridPane table = new GridPane();
        table.setMinWidth(0);
        for (double width : WIDTHS) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(width);
            table.getColumnConstraints().add(column);
        }
        table.addRow(
                0,
                header("contributions.when"),
                header("contributions.project"),
                header("contributions.method"),
                header("contributions.amount"),
                header("contributions.state"));
        for (RecordedContribution one : funding.contributions()) {
            table.addRow(table.getRowCount(), row(one, funding));
        }
        return new Card(0, table);
    }

    private Node header(String key) {
        Label label = Labels.styled(texts.of(key), "table-head");
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    private Node[] row(RecordedContribution one, Funding funding) {
        String project =
                funding.project(one.made().project()).map(Project::title).orElse(texts.of("project.unknown"));
        String film = Optional.ofNullable(one.made().film()).map(filmTitle).orElse("");
        VBox what = new VBox(Labels.strong(project));
        if (!film.isEmpty()) {
            what.getChildren().add(Labels.muted(texts.of("contributions.during", film)));
        }
        VoucherCode code = one.made().voucher();
        VBox how = new VBox(Labels.styled(words.method(one), "cell"));
        if (code != null) {
            how.getChildren().add(Labels.styled(code.toString(), "small-code"));
        }
        return new Node[] {
            cell(Labels.styled(formats.moment(one.at()), "cell")),
            cell(what),
            cell(how),
            cell(Labels.strong(formats.money(one.made().amount()))),
            cell(words.state(one))
        };
    }

    private static HBox cell(Node content) {
        HBox cell = new HBox(content);
        cell.getStyleClass().add("table-cell-box");
        cell.setAlignment(Pos.CENTER_LEFT);
        return cell;
    }

    @Override
    public Parent node() {
        return page;
    }
}
