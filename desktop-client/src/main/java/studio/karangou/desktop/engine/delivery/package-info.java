/// Fetching films, and feeding them to the player from this machine.
@NullMarked
package studio.karangou.desktop.engine.delivery;

import org.jspecify.annotations.NullMarked;
