/// Writing files so that a power cut or a full disk leaves the old or the new, never half.
@NullMarked
package studio.karangou.desktop.engine.disk;

import org.jspecify.annotations.NullMarked;
