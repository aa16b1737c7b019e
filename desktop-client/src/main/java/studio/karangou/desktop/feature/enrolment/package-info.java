/// How a device becomes one of a venue's.
@NullMarked
package studio.karangou.desktop.feature.enrolment;

import org.jspecify.annotations.NullMarked;
