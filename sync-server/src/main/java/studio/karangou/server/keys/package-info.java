/// The server's own secrets, and what is made with them: tokens, wrapped content keys, each venue's choice.
@NullMarked
package studio.karangou.server.keys;

import org.jspecify.annotations.NullMarked;
