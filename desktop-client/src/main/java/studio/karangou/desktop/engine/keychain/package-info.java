/// The device's secrets.
@NullMarked
package studio.karangou.desktop.engine.keychain;

import org.jspecify.annotations.NullMarked;
