/// What time it is, as well as a device with a wrong clock can know.
@NullMarked
package studio.karangou.desktop.engine.time;

import org.jspecify.annotations.NullMarked;
