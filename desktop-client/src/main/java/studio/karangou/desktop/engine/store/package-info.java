/// What the device knows and did: the journal, which is the truth, and a database that can be made anew from it.
@NullMarked
package studio.karangou.desktop.engine.store;

import org.jspecify.annotations.NullMarked;
