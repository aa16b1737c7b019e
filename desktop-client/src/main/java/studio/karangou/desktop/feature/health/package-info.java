/// A host's venues, the devices in them and how they are; and how this device is.
@NullMarked
package studio.karangou.desktop.feature.health;

import org.jspecify.annotations.NullMarked;
