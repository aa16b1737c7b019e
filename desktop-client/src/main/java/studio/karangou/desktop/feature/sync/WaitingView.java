package studio.karangou.desktop.feature.sync;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.PageStates;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.StatTile;
import studio.karangou.desktop.ui.controls.Tone;

/// What waits to be synced: what, when, since when, and why the server set something aside.
public final class WaitingView extends View {
    /// So that the roads stay in sight of who has no network.
    private static final int FIRST = 4;

    private final SyncViewModel sync;
    private final Texts texts;
    private final StatusWords words;
    private final VBox trouble = new VBox();
    private final HBox tiles = new HBox(16);
    /// Above the roads: it waits for a person, and the rest for nobody.
    private final VBox setAside = new VBox(10);
    private final VBox list = new VBox(10);
    private final Map<OperationId, RefusedCard> cards = new HashMap<>();
    private final Parent page;
    private boolean all;

    /// @param road another way to the server, below what waits
    public WaitingView(SyncViewModel sync, View road, Texts texts) {
        this.sync = sync;
        this.texts = texts;
        words = new StatusWords(texts, sync);
        page = Pages.scrolling(Pages.body(
                16,
                Labels.ends(
                        Labels.title(texts.of("sync.title")),
                        Buttons.primary("sync-now", texts.of("sync.now"), Feather.REFRESH_CW, sync::syncNow)),
                Labels.note(texts.of("sync.why")),
                trouble,
                tiles,
                setAside,
                list,
                part(road).node()));
        follow(sync.status(), status -> showTiles(status));
        follow(sync.pending(), pending -> showPending());
        follow(sync.more(), more -> showPending());
        follow(sync.loaded(), loaded -> showPending());
        follow(sync.failure(), failure -> showPending());
        follow(sync.now(), now -> showTiles(sync.status().get()));
    }

    private void showTiles(SyncStatus status) {
        trouble.getChildren()
                .setAll(StatusWords.trouble(status.connection()).stream()
                        .map(this::notice)
                        .toList());
        trouble.setManaged(!trouble.getChildren().isEmpty());
        tiles.getChildren()
                .setAll(
                        tile("sync.pending", texts.formats().number(status.pending()), words.next(status)),
                        tile(
                                "sync.contributions",
                                texts.formats().number(status.pendingContributions()),
                                texts.of("sync.contributions-safe")),
                        tile("sync.network", words.connectionAlone(status), lastSync(status)));
    }

    private Notice notice(Failure failure) {
        Notice notice = new Notice(Tone.BAD, texts.of(failure)).withCode(failure.code());
        notice.setId("sync-trouble");
        return notice;
    }

    private String lastSync(SyncStatus status) {
        return StatusLine.lastSync(status.lastSync(), sync.now().get(), texts);
    }

    private StatTile tile(String key, String figure, String remark) {
        StatTile tile = new StatTile(texts.of(key), figure, Labels.note(remark));
        tile.setPrefWidth(300);
        HBox.setHgrow(tile, Priority.ALWAYS);
        return tile;
    }

    private void showPending() {
        boolean loaded = sync.loaded().get();
        tiles.setVisible(loaded);
        tiles.setManaged(loaded);
        setAside.setManaged(false);
        if (!loaded) {
            setAside.getChildren().clear();
            list.getChildren()
                    .setAll(sync.failure()
                            .get()
                            .<Node>map(why -> PageStates.broken(why, texts, sync::syncNow))
                            .orElseGet(() -> PageStates.loading(texts)));
            return;
        }
        List<PendingOperation> pending = sync.pending().get();
        List<PendingOperation> refused =
                pending.stream().filter(one -> one.refusal() != null).toList();
        cards.keySet().retainAll(refused.stream().map(WaitingView::id).toList());
        setAside.getChildren().setAll(refused.stream().map(this::refusedCard).toList());
        setAside.setManaged(!refused.isEmpty());
        list.getChildren()
                .setAll(pending.stream()
                        .filter(one -> one.refusal() == null)
                        .limit(all ? pending.size() : FIRST)
                        .<Node>map(this::row)
                        .toList());
        int waiting = pending.size() - refused.size() + sync.more().get();
        if (pending.isEmpty()) {
            list.getChildren()
                    .add(new EmptyState(Feather.CHECK_CIRCLE, texts.of("sync.nothing"), texts.of("sync.nothing-why")));
        } else if (!all && waiting > FIRST) {
            list.getChildren()
                    .add(Buttons.quiet(
                            "sync-all", texts.of("sync.all", waiting - FIRST), Feather.CHEVRON_DOWN, this::showAll));
        } else if (sync.more().get() > 0) {
            list.getChildren().add(Labels.note(texts.of("sync.more", sync.more().get())));
        }
    }

    private void showAll() {
        all = true;
        showPending();
    }

    /// The same one as before: somebody may be writing in it.
    private Node refusedCard(PendingOperation refused) {
        RefusedCard there = cards.get(id(refused));
        if (there == null || !there.refused().equals(refused)) {
            there = new RefusedCard(
                    refused, sync, words, icon(refused.operation().body()), texts);
            cards.put(id(refused), there);
        }
        return there.node();
    }

    private static OperationId id(PendingOperation pending) {
        return pending.operation().id();
    }

    private Node row(PendingOperation pending) {
        Operation operation = pending.operation();
        VBox what =
                new VBox(3, Labels.strong(words.operation(operation.body())), Labels.muted(words.particulars(pending)));
        HBox.setHgrow(what, Priority.ALWAYS);
        HBox line = new HBox(16, Icons.of(icon(operation.body())), what, Labels.tag(waits(pending), Tone.WAIT));
        line.setAlignment(Pos.CENTER_LEFT);
        Card card = new Card(0, line);
        card.setId("pending-" + operation.id());
        card.getStyleClass().add("tight");
        return card;
    }

    private String waits(PendingOperation pending) {
        PendingOperation.Handed handed = pending.handed();
        if (handed == null) {
            return texts.of("sync.waits");
        }
        return switch (handed.road()) {
            case DRIVE -> texts.of("sync.on-drive");
            case NEIGHBOUR -> texts.of("sync.at-neighbour");
        };
    }

    private static Feather icon(OperationBody body) {
        return switch (body) {
            case OperationBody.ContributionMade made -> Feather.HEART;
            case OperationBody.MessagePosted posted -> Feather.MESSAGE_CIRCLE;
            case OperationBody.FilmViewed viewed -> Feather.FILM;
            case OperationBody.FaultReported _ -> Feather.TOOL;
            case OperationBody.CashSettled settled -> Feather.DOLLAR_SIGN;
            case OperationBody.KioskFilmChosen chosen -> Feather.MONITOR;
            case OperationBody.FilmHeld held -> Feather.MONITOR;
            case OperationBody.FavouriteAdded _, OperationBody.FavouriteRemoved _ -> Feather.HEART;
            case OperationBody.FilmRated _ -> Feather.STAR;
            case OperationBody.RoomFollowed _ -> Feather.MESSAGE_CIRCLE;
        };
    }

    @Override
    public Parent node() {
        return page;
    }
}
