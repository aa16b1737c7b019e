/// The rules of the code's shape, and the proof that each of them can fail.
@NullMarked
package studio.karangou.packaging.architecture;

import org.jspecify.annotations.NullMarked;
