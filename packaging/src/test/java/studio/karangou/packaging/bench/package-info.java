@NullMarked
package studio.karangou.packaging.bench;

import org.jspecify.annotations.NullMarked;
