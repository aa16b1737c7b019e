/// Faults of all clients, for who mends them.
@NullMarked
package studio.karangou.desktop.feature.faults;

import org.jspecify.annotations.NullMarked;
