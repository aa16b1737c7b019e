/// Bringing the journal to the server and the server's changes here.
@NullMarked
package studio.karangou.desktop.engine.sync;

import org.jspecify.annotations.NullMarked;
