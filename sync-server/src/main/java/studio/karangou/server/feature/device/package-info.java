/// Venues, enrolment of devices by a one-time code, and their sessions.
@NullMarked
package studio.karangou.server.feature.device;

import org.jspecify.annotations.NullMarked;
