package studio.karangou.desktop.engine.sync;

import java.util.function.Consumer;
import studio.karangou.common.protocol.LiveWord;
import studio.karangou.desktop.engine.http.ServerLine;

/// Opens lines to the server.
@FunctionalInterface
public interface LiveSource {
    /// Opens one; blocks until it stands.
    ///
    /// @param said called with each word of the server; must not wait
    /// @throws studio.karangou.common.model.FailureException with a
    ///     [studio.karangou.desktop.engine.http.ServerFailure] if there is none to be had
    ServerLine open(Consumer<LiveWord> said);
}
