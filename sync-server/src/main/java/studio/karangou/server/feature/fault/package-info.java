/// Faults of clients, grouped for who mends them.
@NullMarked
package studio.karangou.server.feature.fault;

import org.jspecify.annotations.NullMarked;
