/// How what people read is set.
@NullMarked
package studio.karangou.packaging.typography;

import org.jspecify.annotations.NullMarked;
