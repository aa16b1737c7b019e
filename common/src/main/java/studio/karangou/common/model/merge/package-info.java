/// The rules by which what several devices say becomes one: small values that can be merged in any order, any
/// number of times, and are the same everywhere in the end.
@NullMarked
package studio.karangou.common.model.merge;

import org.jspecify.annotations.NullMarked;
