/// Neighbours on the local network: one relays for its venue, the others give it what they cannot send themselves.
@NullMarked
package studio.karangou.desktop.engine.neighbour;

import org.jspecify.annotations.NullMarked;
