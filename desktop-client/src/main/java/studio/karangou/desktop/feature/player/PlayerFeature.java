package studio.karangou.desktop.feature.player;

import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.player.Playbacks.Playback;
import studio.karangou.desktop.ui.FxBridge;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;

/// Puts the player's parts together for each showing.
public final class PlayerFeature {
    private static final long TICK_MILLIS = 250;

    private final Playbacks playbacks;
    private final PlaybackSource source;
    private final ResumePoints resumePoints;
    private final Views views;
    private final Tasks tasks;
    private final InstantSource clock;
    private final DeviceProfile profile;

    /// @param profile in a venue a host may say how many people watched; a kiosk has large controls
    public PlayerFeature(
            Playbacks playbacks,
            PlaybackSource source,
            ResumePoints resumePoints,
            Views views,
            Tasks tasks,
            InstantSource clock,
            DeviceProfile profile) {
        this.playbacks = playbacks;
        this.source = source;
        this.resumePoints = resumePoints;
        this.views = views;
        this.tasks = tasks;
        this.clock = clock;
        this.profile = profile;
    }

    /// A view that shows the film. On the FX thread.
    ///
    /// @param leave called when a person leaves the player; the view is to be closed then
    /// @param support called when a person leaves for the project that the film supports
    public OpenPlayer open(FilmId film, Texts texts, Runnable leave, Runnable support) {
        Playback playback = playbacks.newPlayback();
        PlayerViewModel model = new PlayerViewModel(
                film,
                new PlayerParts(
                        source, playback.control(), resumePoints, views, tasks, clock, profile == DeviceProfile.LIEU),
                FxBridge.foreground()::execute);
        PlayerView view =
                new PlayerView(model, playback.picture(), texts, leave, support, profile == DeviceProfile.BORNE);
        return new Ticking(view, model);
    }

    /// A view whose model looks at the film now and then. Not an animation of JavaFX's: one would make the window
    /// be looked through sixty times a second.
    private static final class Ticking extends OpenPlayer {
        private final PlayerView view;
        private final PlayerViewModel model;
        private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(work ->
                Thread.ofPlatform().daemon().name("karangou-player-tick").unstarted(work));

        Ticking(PlayerView view, PlayerViewModel model) {
            this.view = view;
            this.model = model;
            var _ = ticks.scheduleAtFixedRate(
                    () -> FxBridge.later(model::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
        }

        @Override
        public javafx.scene.Parent node() {
            return view.node();
        }

        @Override
        public PlayerActivity activity() {
            return model.screen().get().activity();
        }

        @Override
        public void focus() {
            view.focus();
        }

        @Override
        public void close() {
            ticks.shutdownNow();
            view.close();
            super.close();
        }
    }
}
