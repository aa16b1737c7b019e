/// The server as a program: arguments, configuration, wiring; and the operator's command line.
@NullMarked
package studio.karangou.server.app;

import org.jspecify.annotations.NullMarked;
