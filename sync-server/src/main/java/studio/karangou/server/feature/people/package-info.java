/// People: registration, sign-in, sessions, roles, second factors.
@NullMarked
package studio.karangou.server.feature.people;

import org.jspecify.annotations.NullMarked;
