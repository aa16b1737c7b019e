/// People and their sessions on this device.
@NullMarked
package studio.karangou.desktop.engine.people;

import org.jspecify.annotations.NullMarked;
