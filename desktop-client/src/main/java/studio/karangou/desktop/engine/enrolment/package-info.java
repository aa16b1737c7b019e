/// Becoming one of a venue's devices.
@NullMarked
package studio.karangou.desktop.engine.enrolment;

import org.jspecify.annotations.NullMarked;
