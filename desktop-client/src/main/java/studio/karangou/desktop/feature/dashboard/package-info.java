/// What a person sees first once they are signed in, by their roles.
@NullMarked
package studio.karangou.desktop.feature.dashboard;

import org.jspecify.annotations.NullMarked;
