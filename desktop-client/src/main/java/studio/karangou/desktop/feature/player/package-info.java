/// Watching a film.
@NullMarked
package studio.karangou.desktop.feature.player;

import org.jspecify.annotations.NullMarked;
