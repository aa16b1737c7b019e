package studio.karangou.desktop.feature.enrolment;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Chip;
import studio.karangou.desktop.ui.controls.Field;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.Trouble;
import studio.karangou.desktop.ui.controls.VenueFields;

/// "Votre lieu": a host says which of their venues this device belongs to; who is no host yet is told how to become
/// one, and whom to ask for a code.
public final class HostEnrolmentView extends View {
    private static final double WIDTH = 600;

    private final HostEnrolmentViewModel model;
    private final Texts texts;
    private final Runnable leave;
    private final VBox step = new VBox(16);
    private final Trouble trouble;
    private final ProgressIndicator turning = new ProgressIndicator();
    private final Parent page;
    private @Nullable View open;

    /// @param leave signs out and goes back
    public HostEnrolmentView(HostEnrolmentViewModel model, Runnable leave, Texts texts) {
        this.model = model;
        this.texts = texts;
        trouble = new Trouble("host-enrolment-failure", texts);
        this.leave = leave;
        turning.setMaxSize(22, 22);
        Card card = new Card(16, Labels.title(texts.of("byhost.title")), step, trouble);
        card.setId("host-enrolment");
        StackPane place = new StackPane(card);
        place.setMinWidth(WIDTH);
        place.setMaxWidth(WIDTH);
        Brand brand = new Brand(40);
        brand.setAlignment(Pos.CENTER);
        VBox middle = new VBox(28, brand, place);
        middle.setPadding(new Insets(24));
        middle.setAlignment(Pos.CENTER);
        ScrollPane scroll = Pages.scrolling(middle);
        scroll.setFitToHeight(true);
        page = scroll;
        follow(model.account(), account -> show());
        follow(model.venues(), venues -> show());
        follow(model.chosen(), chosen -> show());
        follow(model.adding(), adding -> show());
        follow(model.busy(), busy -> {
            turning.setVisible(busy);
            step.setDisable(busy);
        });
        follow(model.failure(), trouble::show);
        following(this::closeOpen);
    }

    private void show() {
        closeOpen();
        step.getChildren().clear();
        Optional<Account> account = model.account().get();
        if (account.isEmpty()) {
            step.getChildren().setAll(Labels.note(texts.of("byhost.asking")), actions(again(), back(), turning));
            return;
        }
        @Nullable RoleState state = HostEnrolmentViewModel.hostState(account.get());
        if (state == RoleState.VERIFIED) {
            showVenues(account.get().name());
        } else {
            showNoHost(account.get().name(), state);
        }
    }

    private void showNoHost(String name, @Nullable RoleState state) {
        step.getChildren().add(Labels.body(texts.of("byhost.ready", name)));
        if (state == RoleState.REQUESTED) {
            Notice asked = new Notice(Tone.WAIT, texts.of("byhost.asked"));
            asked.setId("host-asked");
            step.getChildren()
                    .addAll(asked, Labels.note(texts.of("byhost.or-code")), actions(again(), back(), turning));
            return;
        }
        if (state == RoleState.REFUSED) {
            step.getChildren().add(new Notice(Tone.BAD, texts.of("byhost.refused")));
        }
        step.getChildren().add(Labels.body(texts.of("byhost.no-host")));
        if (model.profile() == DeviceProfile.STUDIO) {
            step.getChildren().add(Labels.note(texts.of("byhost.studio")));
        }
        Button ask = Buttons.primary("ask-host", texts.of("byhost.ask"), Feather.SEND, model::askToBeHost);
        step.getChildren().addAll(Labels.note(texts.of("byhost.or-code")), actions(ask, back(), turning));
    }

    private void showVenues(String name) {
        List<VenueShown> venues = model.venues().get().orElse(List.of());
        boolean adding = model.adding().get();
        step.getChildren().add(Labels.body(texts.of(venues.isEmpty() ? "byhost.first" : "byhost.choose", name)));
        FlowPane choices = new FlowPane(10, 10);
        for (VenueShown venue : venues) {
            boolean on = !adding && model.chosen().get().filter(venue::equals).isPresent();
            choices.getChildren().add(new Chip("venue-" + venue.id(), venue.name(), on, () -> model.choose(venue)));
        }
        if (!venues.isEmpty() && !adding) {
            choices.getChildren()
                    .add(Buttons.plain(
                            "add-venue", texts.of("health.add-venue"), Feather.PLUS, () -> model.openForm(true)));
        }
        step.getChildren().add(choices);
        if (adding) {
            showForm();
        } else {
            showDevice();
        }
    }

    private void showForm() {
        if (model.profile() == DeviceProfile.STUDIO) {
            step.getChildren().add(Labels.note(texts.of("byhost.studio")));
        }
        VenueFields fields = new VenueFields(model.form(), texts);
        open = fields;
        step.getChildren()
                .addAll(
                        fields.node(),
                        actions(
                                Buttons.primary(
                                        "register-venue", texts.of("health.register"), Feather.CHECK, model::register),
                                back(),
                                turning));
    }

    private void showDevice() {
        Field name = Field.text("host-device-name", texts.of("enrolment.name"), "", model.name())
                .onEnter(model::enrol);
        open = name;
        step.getChildren()
                .addAll(
                        name.node(),
                        actions(
                                Buttons.primary("host-enrol", texts.of("byhost.enrol"), Feather.LOG_IN, model::enrol),
                                back(),
                                turning));
    }

    private Button again() {
        return Buttons.primary("host-look", texts.of("byhost.look"), Feather.REFRESH_CW, model::refresh);
    }

    private Button back() {
        return Buttons.quiet("host-back", texts.of("byhost.back"), Feather.ARROW_LEFT, leave);
    }

    private static FlowPane actions(Node... nodes) {
        FlowPane line = new FlowPane(12, 10, nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private void closeOpen() {
        if (open != null) {
            open.close();
            open = null;
        }
    }

    @Override
    public Parent node() {
        return page;
    }

    @Override
    public void focus() {
        if (open != null) {
            open.focus();
        } else {
            step.requestFocus();
        }
    }
}
