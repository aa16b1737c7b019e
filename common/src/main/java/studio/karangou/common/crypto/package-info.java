/// Sealing, signing and the key types. Only the JDK's own algorithms.
@NullMarked
package studio.karangou.common.crypto;

import org.jspecify.annotations.NullMarked;
