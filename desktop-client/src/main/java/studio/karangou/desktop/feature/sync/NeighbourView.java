package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.feature.sync.Neighbourhood.State;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// "Par un voisin": a venue's main computer relays for its others, which find it by themselves or by its address.
public final class NeighbourView extends View {
    private final NeighbourViewModel model;
    private final Texts texts;
    private final ChoiceButton yes;
    private final ChoiceButton no;
    private final VBox relaying;
    private final Label standing = Labels.note("");
    private final VBox using;
    private final Label used = Labels.note("");
    private final VBox trouble = new VBox();
    private final Card card;

    public NeighbourView(NeighbourViewModel model, Texts texts) {
        this.model = model;
        this.texts = texts;
        yes = Buttons.choice("relay-on", texts.of("neighbour.relay-on"), () -> model.relay(true));
        no = Buttons.choice("relay-off", texts.of("neighbour.relay-off"), () -> model.relay(false));
        HBox choice = new HBox(10, yes, no);
        choice.setAlignment(Pos.CENTER_LEFT);
        standing.setId("relay-standing");
        relaying = new VBox(10, Labels.note(texts.of("neighbour.relay-why")), choice, standing);
        Field address = part(Field.text(
                        "neighbour-address",
                        texts.of("neighbour.address"),
                        texts.of("neighbour.address-example"),
                        model.address())
                .onEnter(model::use));
        HBox.setHgrow(address.node(), Priority.ALWAYS);
        HBox typing = new HBox(
                12,
                address.node(),
                Buttons.plain("neighbour-use", texts.of("neighbour.use"), Feather.CHECK, model::use));
        typing.setAlignment(Pos.BOTTOM_LEFT);
        typing.setMaxWidth(560);
        used.setId("neighbour-used");
        using = new VBox(10, Labels.note(texts.of("neighbour.use-why")), typing, used);
        card = new Card(14, Labels.heading(texts.of("neighbour.title")), relaying, using, trouble);
        card.setId("neighbour");
        follow(model.state(), state -> state.ifPresent(this::show));
        follow(model.failure(), this::showFailure);
    }

    private void show(State state) {
        shown(relaying, state.mayRelay());
        shown(using, !state.relays());
        yes.setChosen(state.relays());
        no.setChosen(!state.relays());
        standing.setText(standing(state));
        shown(standing, state.relays());
        used.setText(used(state));
    }

    private String standing(State state) {
        String where = state.addresses().isEmpty()
                ? texts.of("neighbour.no-network", Integer.toString(state.port()))
                : texts.of("neighbour.at", String.join(" · ", state.addresses()));
        return state.held() == 0 ? where : where + " " + texts.of("neighbour.held", state.held());
    }

    private String used(State state) {
        @Nullable Instant at = state.lastContact();
        @Nullable String neighbour = state.neighbour();
        return at == null || neighbour == null
                ? texts.of("neighbour.none-used")
                : texts.of("neighbour.used", neighbour, texts.formats().ago(at, model.now()));
    }

    private void showFailure(Optional<Failure> failure) {
        trouble.getChildren()
                .setAll(failure.stream()
                        .map(why -> {
                            Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
                            notice.setId("neighbour-failure");
                            return notice;
                        })
                        .toList());
        shown(trouble, failure.isPresent());
    }

    @Override
    public Parent node() {
        return card;
    }
}
