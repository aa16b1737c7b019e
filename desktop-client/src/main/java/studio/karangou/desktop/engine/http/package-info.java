/// Talking to the server over a slow and broken network.
@NullMarked
package studio.karangou.desktop.engine.http;

import org.jspecify.annotations.NullMarked;
