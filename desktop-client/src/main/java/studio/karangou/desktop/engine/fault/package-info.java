/// Faults of this program: what may be told of them, and how often.
@NullMarked
package studio.karangou.desktop.engine.fault;

import org.jspecify.annotations.NullMarked;
