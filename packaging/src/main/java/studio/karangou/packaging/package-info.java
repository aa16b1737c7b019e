/// The commands that stand on everything else.
@NullMarked
package studio.karangou.packaging;

import org.jspecify.annotations.NullMarked;
