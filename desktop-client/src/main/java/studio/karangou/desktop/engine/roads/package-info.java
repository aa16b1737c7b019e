/// Roads to the server other than HTTPS: parcels on a drive and through a neighbour.
@NullMarked
package studio.karangou.desktop.engine.roads;

import org.jspecify.annotations.NullMarked;
