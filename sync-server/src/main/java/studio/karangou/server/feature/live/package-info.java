/// Lines to devices that are online, on which they are told that there is something to fetch.
@NullMarked
package studio.karangou.server.feature.live;

import org.jspecify.annotations.NullMarked;
