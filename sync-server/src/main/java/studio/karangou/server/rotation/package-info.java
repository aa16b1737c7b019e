/// Keys that take the place of others while the server runs.
@NullMarked
package studio.karangou.server.rotation;

import org.jspecify.annotations.NullMarked;
