/// What people say to each other about a film.
@NullMarked
package studio.karangou.desktop.feature.discussion;

import org.jspecify.annotations.NullMarked;
