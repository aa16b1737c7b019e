/// What waits to be synced, and the status bar.
@NullMarked
package studio.karangou.desktop.feature.sync;

import org.jspecify.annotations.NullMarked;
