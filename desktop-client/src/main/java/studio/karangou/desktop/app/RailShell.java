package studio.karangou.desktop.app;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.desktop.feature.sync.StatusBar;
import studio.karangou.desktop.feature.sync.StoppedNotice;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Languages;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;
import studio.karangou.desktop.ui.controls.Brand;
import studio.karangou.desktop.ui.controls.ChoiceButton;
import studio.karangou.desktop.ui.controls.Icons;
import studio.karangou.desktop.ui.controls.Labels;
import studio.karangou.desktop.ui.controls.LanguageMenu;

/// The frame of `lieu` and `studio`: the rail at the left, a page, the status bar at the foot.
final class RailShell extends View {
    private final Screens screens;
    private final Texts texts;
    private final StackPane place = new StackPane();
    private final List<Entry> entries = new ArrayList<>();
    private final BorderPane shell = new BorderPane();
    private @Nullable View page;

    private record Entry(Destination destination, ChoiceButton button) {}

    RailShell(DeviceProfile profile, Screens screens, Languages languages, Texts texts) {
        this.screens = screens;
        this.texts = texts;
        StatusBar status = part(new StatusBar(
                screens.sync(),
                () -> screens.navigator().switchTo(new Destination.Waiting()),
                new LanguageMenu(languages),
                texts));
        shell.setLeft(rail(profile));
        StoppedNotice stopped = part(new StoppedNotice(screens.sync(), screens::enrolAgain, texts));
        shell.setTop(stopped.node());
        shell.setCenter(place);
        shell.setBottom(status.node());
        follow(screens.navigator().current(), this::show);
        following(this::leave);
    }

    private VBox rail(DeviceProfile profile) {
        VBox rail = new VBox(new Brand(28), dashboard());
        rail.getStyleClass().add("rail");
        rail.setMinWidth(232);
        rail.setMaxWidth(232);
        rail.getChildren().addAll(films());
        rail.getChildren().addAll(funding(profile));
        rail.getChildren().addAll(exchange());
        rail.getChildren().addAll(place(profile));
        Label venue = new Label(screens.device().venueName(), Icons.of(Feather.HOME));
        venue.getStyleClass().add("rail-place");
        venue.setId("venue");
        rail.getChildren().addAll(Labels.spacer(), account(), venue);
        return rail;
    }

    private List<Node> films() {
        ObservableValue<Number> incoming = screens.counts().incoming();
        return List.of(
                entry("nav-catalogue", "nav.catalogue", Feather.GRID, new Destination.Catalogue(), null),
                entry("nav-offline", "nav.offline", Feather.DOWNLOAD, new Destination.OnThisDevice(), incoming));
    }

    private List<Node> funding(DeviceProfile profile) {
        List<Node> shown = new ArrayList<>();
        shown.add(section("nav.fund"));
        shown.add(entry("nav-projects", "nav.projects", Feather.TARGET, new Destination.ProjectList(), null));
        if (profile == DeviceProfile.LIEU) {
            ObservableValue<Number> cash = screens.counts().announcedCash();
            shown.add(entry(
                    "nav-contributions", "nav.contributions", Feather.HEART, new Destination.Contributions(), null));
            shown.add(entry("nav-kiosks", "nav.kiosks", Feather.MONITOR, new Destination.Kiosks(), cash));
        }
        return shown;
    }

    private List<Node> exchange() {
        ObservableValue<Number> waiting = screens.counts().waiting();
        return List.of(
                section("nav.exchange"),
                entry(
                        "nav-discussions",
                        "nav.discussions",
                        Feather.MESSAGE_CIRCLE,
                        new Destination.Discussions(),
                        null),
                entry("nav-sync", "nav.sync", Feather.REFRESH_CW, new Destination.Waiting(), waiting));
    }

    private List<Node> place(DeviceProfile profile) {
        boolean studio = profile == DeviceProfile.STUDIO;
        return List.of(
                section(studio ? "nav.studio" : "nav.place"),
                entry("nav-place", studio ? "nav.desk" : "nav.point", Feather.SETTINGS, new Destination.Place(), null),
                entry("nav-health", "nav.health", Feather.ACTIVITY, new Destination.Health(), null));
    }

    private Label section(String key) {
        return Labels.styled(texts.of(key), "rail-section");
    }

    private ChoiceButton entry(
            String id, String key, Ikon icon, Destination destination, @Nullable ObservableValue<Number> count) {
        ChoiceButton button = new ChoiceButton(
                id, texts.of(key), "on", () -> screens.navigator().switchTo(destination));
        button.setGraphic(Icons.of(icon));
        button.getStyleClass().add("nav");
        button.setMaxWidth(Double.MAX_VALUE);
        entries.add(new Entry(destination, button));
        if (count != null) {
            Label badge = Labels.styled("", "nav-count");
            HBox line = new HBox(12, Icons.of(icon), Labels.styled(texts.of(key), "nav-text"), Labels.spacer(), badge);
            line.setAlignment(Pos.CENTER_LEFT);
            line.prefWidthProperty().bind(button.widthProperty().subtract(26));
            button.setGraphic(line);
            button.setText("");
            button.setAccessibleText(texts.of(key));
            follow(count, number -> {
                badge.setVisible(number.intValue() > 0);
                badge.setManaged(number.intValue() > 0);
                badge.setText(texts.formats().number(number.intValue()));
            });
        }
        return button;
    }

    /// The first page of who is signed in.
    private Node dashboard() {
        ChoiceButton own = entry("nav-dashboard", "nav.dashboard", Feather.HOME, new Destination.Dashboard(), null);
        follow(screens.people().who(), who -> {
            own.setVisible(who.isPresent());
            own.setManaged(who.isPresent());
        });
        return own;
    }

    /// Who is signed in, and the way in.
    private Node account() {
        Destination signIn = new Destination.SignIn();
        Destination account = new Destination.Account();
        ChoiceButton enter = entry("nav-sign-in", "nav.sign-in", Feather.LOG_IN, signIn, null);
        ChoiceButton own = entry("nav-account", "nav.account", Feather.USER, account, null);
        own.setTextOverrun(OverrunStyle.ELLIPSIS);
        follow(screens.people().who(), who -> {
            enter.setVisible(who.isEmpty());
            own.setVisible(who.isPresent());
            who.ifPresent(person -> {
                own.setText(person.account().name());
                own.setAccessibleText(
                        texts.of("nav.account-of", person.account().name()));
            });
        });
        return new StackPane(enter, own);
    }

    private void show(Page shown) {
        leave();
        View view = shown.view().apply(texts);
        page = view;
        place.getChildren().setAll(view.node());
        Destination top = rootOf(shown.destination());
        for (Entry entry : entries) {
            entry.button().setChosen(entry.destination().equals(top));
        }
        FxBridge.later(() -> {
            if (view.equals(page)) {
                view.focus();
            }
        });
    }

    /// The rail's entry that a page belongs to.
    private static Destination rootOf(Destination destination) {
        return switch (destination) {
            case Destination.FilmPage it -> new Destination.Catalogue();
            case Destination.ProjectPage it -> new Destination.ProjectList();
            case Destination.Thread it -> new Destination.Discussions();
            case Destination.Catalogue it -> it;
            case Destination.OnThisDevice it -> it;
            case Destination.ProjectList it -> it;
            case Destination.Contributions it -> it;
            case Destination.Kiosks it -> it;
            case Destination.Discussions it -> it;
            case Destination.Waiting it -> it;
            case Destination.Place it -> it;
            case Destination.Health it -> it;
            case Destination.SignIn it -> it;
            case Destination.Account it -> it;
            case Destination.People it -> new Destination.Dashboard();
            case Destination.Faults it -> new Destination.Dashboard();
            case Destination.Dashboard it -> it;
        };
    }

    private void leave() {
        if (page != null) {
            page.close();
            page = null;
        }
    }

    @Override
    public Parent node() {
        return shell;
    }

    @Override
    public void focus() {
        Node node = page == null ? shell : page.node();
        node.requestFocus();
    }
}
