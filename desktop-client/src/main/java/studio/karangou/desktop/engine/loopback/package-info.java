/// A small HTTP server for this machine's own player, and for nobody else.
@NullMarked
package studio.karangou.desktop.engine.loopback;

import org.jspecify.annotations.NullMarked;
