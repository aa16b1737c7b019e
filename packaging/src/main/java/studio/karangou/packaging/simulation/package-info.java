/// The deterministic simulation: the real engines of both sides, in one thread, in a world that a seed decides.
@NullMarked
package studio.karangou.packaging.simulation;

import org.jspecify.annotations.NullMarked;
