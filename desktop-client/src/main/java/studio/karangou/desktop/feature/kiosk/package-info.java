/// What a host does with the kiosks of the venue: take the cash announced there, choose the films that they hold.
@NullMarked
package studio.karangou.desktop.feature.kiosk;

import org.jspecify.annotations.NullMarked;
