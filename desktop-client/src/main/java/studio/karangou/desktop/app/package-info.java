/// The program: its start, its three profiles, and everything wired by hand.
@NullMarked
package studio.karangou.desktop.app;

import org.jspecify.annotations.NullMarked;
