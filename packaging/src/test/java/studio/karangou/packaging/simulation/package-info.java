/// Tests of the simulation.
@NullMarked
package studio.karangou.packaging.simulation;

import org.jspecify.annotations.NullMarked;
