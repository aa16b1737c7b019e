/// How long what is kept, and what removes it then.
@NullMarked
package studio.karangou.server.retention;

import org.jspecify.annotations.NullMarked;
