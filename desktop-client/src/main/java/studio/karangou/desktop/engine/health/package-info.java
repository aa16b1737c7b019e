/// How this device is.
@NullMarked
package studio.karangou.desktop.engine.health;

import org.jspecify.annotations.NullMarked;
