/// Where films' bytes are kept: addressed by their SHA-256, written once, never changed.
@NullMarked
package studio.karangou.server.storage;

import org.jspecify.annotations.NullMarked;
