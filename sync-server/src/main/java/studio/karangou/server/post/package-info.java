/// Letters to people, by e-mail and by text message: what stands in them, and how they leave.
@NullMarked
package studio.karangou.server.post;

import org.jspecify.annotations.NullMarked;
