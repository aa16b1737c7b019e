/// The player: libVLC into memory that JavaFX paints from.
@NullMarked
package studio.karangou.desktop.engine.vlc;

import org.jspecify.annotations.NullMarked;
