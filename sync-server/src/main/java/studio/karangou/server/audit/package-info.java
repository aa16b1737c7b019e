/// What is not to be denied later: who signed in, who was given which role, who read another's data.
@NullMarked
package studio.karangou.server.audit;

import org.jspecify.annotations.NullMarked;
