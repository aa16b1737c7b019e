/// A kiosk does by itself what the host of its venue chose elsewhere.
@NullMarked
package studio.karangou.desktop.engine.kiosk;

import org.jspecify.annotations.NullMarked;
