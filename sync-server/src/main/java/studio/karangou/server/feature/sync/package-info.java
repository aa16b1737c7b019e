/// Journals of devices on their way in, changes on their way out.
@NullMarked
package studio.karangou.server.feature.sync;

import org.jspecify.annotations.NullMarked;
