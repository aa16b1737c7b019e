/// Benchmarks: figures as JSON, for people to compare; never tests.
@NullMarked
package studio.karangou.packaging.bench;

import org.jspecify.annotations.NullMarked;
