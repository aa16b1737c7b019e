/// The whole story played without a human: real processes, a real window, each step checked against the world.
@NullMarked
package studio.karangou.packaging.tour;

import org.jspecify.annotations.NullMarked;
