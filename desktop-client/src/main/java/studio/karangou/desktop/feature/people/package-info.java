/// Who is in front of this device: the ways to sign in and to register.
@NullMarked
package studio.karangou.desktop.feature.people;

import org.jspecify.annotations.NullMarked;
