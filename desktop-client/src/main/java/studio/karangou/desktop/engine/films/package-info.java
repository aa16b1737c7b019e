/// The encrypted bytes of films on disk.
@NullMarked
package studio.karangou.desktop.engine.films;

import org.jspecify.annotations.NullMarked;
