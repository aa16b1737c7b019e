package studio.karangou.desktop.app;

import java.util.function.Function;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.View;

/// A place with its state: the view can be made anew, in another language, as often as needed.
///
/// @param close ends what only this page needed
record Page(Destination destination, Function<Texts, View> view, Runnable close) {}
