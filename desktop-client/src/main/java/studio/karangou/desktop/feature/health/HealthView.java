package studio.karangou.desktop.feature.health;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.Ticker;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Card;
import studio.karangou.desktop.ui.controls.Chip;
import studio.karangou.desktop.ui.controls.EmptyState;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Pages;
import studio.karangou.desktop.ui.controls.Tone;
import studio.karangou.desktop.ui.controls.VenueFields;

/// "Appareils": how this device is; for a host, their venues, codes for devices, and how those are.
public final class HealthView extends View {
    private static final Duration WHILE_A_CODE_IS_SHOWN = Duration.ofSeconds(15);

    private final HealthViewModel model;
    private final InstantSource clock;
    private final Texts texts;
    private final VBox own = new VBox(12);
    private final VBox trouble = new VBox();
    private final HBox choices = new HBox(10);
    private final VBox form = new VBox();
    private final VBox drive = new VBox();
    private final Optional<RequestsViewModel> requests;
    private final VBox devices = new VBox(14);
    private final ProgressIndicator turning = new ProgressIndicator();
    private boolean showingRevoked;
    private final Parent page;
    private @Nullable VenueFields fields;

    /// @param server of this device, where those it makes codes for are to enrol
    /// @param requests answers drives, where the person is a host
    /// @param papers ask for a folder
    /// @param ticker looks at drives
    public HealthView(
            HealthViewModel model,
            URI server,
            FaultChoiceViewModel faults,
            Optional<RequestsViewModel> requests,
            InstantSource clock,
            Papers papers,
            Ticker ticker,
            Texts texts) {
        this.model = model;
        this.clock = clock;
        this.texts = texts;
        this.requests = requests;
        requests.ifPresent(it -> drive.getChildren()
                .setAll(part(new RequestsView(it, model.chosen()::get, papers, ticker, texts))
                        .node()));
        turning.setMaxSize(24, 24);
        HBox head = new HBox(
                14,
                Labels.title(texts.of("health.title")),
                Labels.spacer(),
                turning,
                Buttons.plain("health-refresh", texts.of("health.refresh"), Feather.REFRESH_CW, model::refresh));
        head.setAlignment(Pos.CENTER_LEFT);
        VBox body = Pages.body(18, head, trouble, own);
        if (model.isHost()) {
            Parent code = part(new CodeCard(model, server, texts)).node();
            body.getChildren().addAll(Labels.heading(texts.of("health.venues")), choices, form, code, drive, devices);
        } else {
            body.getChildren().add(Labels.note(texts.of("health.hosts-only")));
        }
        body.getChildren().add(part(new FaultCard(faults, texts)).node());
        page = Pages.scrolling(body);
        follow(model.here(), this::showOwn);
        follow(model.failure(), this::showFailure);
        follow(model.venues(), this::showVenues);
        follow(model.chosen(), chosen -> {
            showVenues(model.venues().get());
            showDevices(model.devices().get());
        });
        follow(model.adding(), this::showForm);
        follow(model.devices(), this::showDevices);
        following(this::closeFields);
        follow(model.busy(), turning::setVisible);
        following(ticker.every(WHILE_A_CODE_IS_SHOWN, model::tick));
    }

    private void showOwn(Optional<DeviceHealth> here) {
        own.getChildren().clear();
        here.ifPresent(health -> {
            Card card = new Card(12, Labels.heading(texts.of("health.here")), new DeviceCard(texts).facts(health));
            card.setId("own-health");
            own.getChildren().add(card);
        });
    }

    private void showFailure(Optional<Failure> failure) {
        trouble.getChildren().clear();
        failure.ifPresent(why -> {
            Notice notice = new Notice(Tone.BAD, texts.of(why)).withCode(why.code());
            notice.setId("health-failure");
            trouble.getChildren().add(notice);
        });
    }

    private void showVenues(Optional<List<VenueShown>> venues) {
        choices.getChildren().clear();
        choices.setAlignment(Pos.CENTER_LEFT);
        for (VenueShown venue : venues.orElse(List.of())) {
            boolean on = model.chosen()
                    .get()
                    .filter(it -> it.id().equals(venue.id()))
                    .isPresent();
            choices.getChildren().add(new Chip("venue-" + venue.id(), venue.name(), on, () -> model.choose(venue)));
        }
        choices.getChildren()
                .add(Buttons.plain(
                        "add-venue", texts.of("health.add-venue"), Feather.PLUS, () -> model.openForm(true)));
        if (venues.filter(List::isEmpty).isPresent()) {
            devices.getChildren()
                    .setAll(new EmptyState(
                            Feather.HOME, texts.of("health.no-venues"), texts.of("health.no-venues-why")));
        }
    }

    private void showForm(boolean open) {
        closeFields();
        form.getChildren().clear();
        form.setManaged(open);
        if (!open) {
            return;
        }
        boolean changing = model.isChanging();
        VenueFields lines = new VenueFields(model.form(), texts);
        fields = lines;
        form.getChildren()
                .setAll(new Card(
                        14,
                        Labels.heading(texts.of(changing ? "health.change-venue" : "health.new-venue")),
                        lines.node(),
                        new HBox(
                                10,
                                idle(Buttons.primary(
                                        "register-venue",
                                        texts.of(changing ? "health.save" : "health.register"),
                                        Feather.CHECK,
                                        model::register)),
                                Buttons.quiet("leave-venue", texts.of("back"), () -> model.openForm(false)))));
    }

    private void closeFields() {
        if (fields != null) {
            fields.close();
            fields = null;
        }
    }

    private void showDevices(Optional<List<DeviceShown>> found) {
        Optional<VenueShown> venue = model.chosen().get();
        if (venue.isEmpty()) {
            return;
        }
        devices.getChildren().setAll(head(venue.get()));
        if (found.isEmpty()) {
            return;
        }
        DeviceCard card = new DeviceCard(texts);
        List<DeviceShown> revoked = found.get().stream()
                .filter(device -> device.revokedAt() != null)
                .toList();
        found.get().stream()
                .filter(device -> !revoked.contains(device))
                .forEach(device -> devices.getChildren().add(card.of(device, clock.instant(), model)));
        if (!revoked.isEmpty()) {
            devices.getChildren().add(revoked(revoked, card));
        }
        if (found.get().isEmpty()) {
            devices.getChildren()
                    .add(new EmptyState(
                            Feather.MONITOR, texts.of("health.no-devices"), texts.of("health.no-devices-why")));
        }
    }

    /// They are done with, and kept for who wants to know: folded, after the others.
    private VBox revoked(List<DeviceShown> found, DeviceCard card) {
        VBox cards = new VBox(14);
        found.forEach(device -> cards.getChildren().add(card.of(device, clock.instant(), model)));
        Button fold = Buttons.quiet("show-revoked", "", Feather.ARCHIVE, () -> {});
        Runnable show = () -> {
            fold.setText(texts.of(showingRevoked ? "health.hide-revoked" : "health.show-revoked", found.size()));
            cards.setVisible(showingRevoked);
            cards.setManaged(showingRevoked);
        };
        fold.setOnAction(event -> {
            showingRevoked = !showingRevoked;
            show.run();
        });
        show.run();
        return new VBox(14, fold, cards);
    }

    /// A button that waits while the server is being asked.
    private <B extends Button> B idle(B button) {
        button.disableProperty().bind(model.busy());
        return button;
    }

    private VBox head(VenueShown venue) {
        String remark = venue.place() == null || venue.capacity() == null
                ? ""
                : texts.of("health.venue-line", venue.place(), venue.capacity());
        FlowPane actions = new FlowPane(
                12,
                10,
                idle(Buttons.primary(
                        "issue-code", texts.of("health.issue-code"), Feather.PLUS, () -> model.chooseCode(true))));
        requests.ifPresent(it -> actions.getChildren()
                .add(Buttons.plain(
                        "answer-drive", texts.of("requests.open"), Feather.HARD_DRIVE, () -> it.show(true))));
        actions.getChildren()
                .add(Buttons.plain(
                        "change-venue", texts.of("health.change"), Feather.EDIT_2, () -> model.openChange(venue)));
        return new VBox(12, Labels.heading(venue.name(), remark), actions);
    }

    @Override
    public Parent node() {
        return page;
    }
}
