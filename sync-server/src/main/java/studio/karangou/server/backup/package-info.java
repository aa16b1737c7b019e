/// Copies of a whole server in one file, and servers made of them.
@NullMarked
package studio.karangou.server.backup;

import org.jspecify.annotations.NullMarked;
