/// The nodes that screens are made of. They know no feature: they show what they are given.
@NullMarked
package studio.karangou.desktop.ui.controls;

import org.jspecify.annotations.NullMarked;
