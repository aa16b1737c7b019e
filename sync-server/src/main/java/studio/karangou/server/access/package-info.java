/// Who may do what.
@NullMarked
package studio.karangou.server.access;

import org.jspecify.annotations.NullMarked;
