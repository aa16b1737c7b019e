/// What every screen stands on: background work, the bridge to the FX thread, language, formats, theme.
@NullMarked
package studio.karangou.desktop.ui;

import org.jspecify.annotations.NullMarked;
