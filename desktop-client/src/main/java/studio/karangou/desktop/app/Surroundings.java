package studio.karangou.desktop.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import studio.karangou.common.model.FilmId;
import studio.karangou.desktop.feature.player.PlayerActivity;
import studio.karangou.desktop.ui.Drives;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Ticker;

/// What the screens need of the program around them.
interface Surroundings {
    void play(FilmId film);

    /// What the film on the screen does, empty if there is none.
    Optional<PlayerActivity> playing();

    /// Leaves the film on the screen, if there is one; its view is written down.
    void leavePlayer();

    /// Takes the whole screen again if the program was started so.
    void takeScreen();

    /// Asks for another server to enrol this device with.
    void enrolElsewhere();

    /// Says over whatever is shown that something was done.
    ///
    /// @param key of the sentence
    void tell(String key);

    Tasks tasks();

    InstantSource clock();

    Path data();

    /// The pulse of what grows old.
    Ticker ticker();

    /// Ways out of the window, for profiles with a desk.
    Papers papers();

    /// The drives that are plugged in.
    Drives drives();

    /// Draws voucher codes.
    RandomGenerator random();

    /// The language of the screens.
    Locale spoken();
}
