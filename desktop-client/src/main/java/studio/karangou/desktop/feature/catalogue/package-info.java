/// The films that the device knows, their pages and their downloads.
@NullMarked
package studio.karangou.desktop.feature.catalogue;

import org.jspecify.annotations.NullMarked;
