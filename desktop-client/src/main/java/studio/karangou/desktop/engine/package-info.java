/// The engine: everything of the client that is not a picture or a sound. Knows no JavaFX.
@NullMarked
package studio.karangou.desktop.engine;

import org.jspecify.annotations.NullMarked;
