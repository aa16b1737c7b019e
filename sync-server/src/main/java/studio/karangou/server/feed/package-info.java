/// The change feed that devices pull.
@NullMarked
package studio.karangou.server.feed;

import org.jspecify.annotations.NullMarked;
