package studio.karangou.server.feature.sync;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// Tests that share one server on each database: each makes a venue and devices of its own.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
abstract class OneServer {
    @TempDir
    static Path data;

    static TestServer server;
    static TestCatalogue catalogue;

    @Parameter
    DatabaseKind kind;

    @BeforeParameterizedClassInvocation
    static void start(DatabaseKind kind) {
        server = TestServer.start(kind, data.resolve(kind.name()));
        catalogue = new TestCatalogue(server);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }
}
