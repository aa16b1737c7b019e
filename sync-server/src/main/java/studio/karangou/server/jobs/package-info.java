/// Work that nobody asks for: done by the server itself, again and again.
@NullMarked
package studio.karangou.server.jobs;

import org.jspecify.annotations.NullMarked;
