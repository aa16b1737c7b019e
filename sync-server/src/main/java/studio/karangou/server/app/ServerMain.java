package studio.karangou.server.app;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.server.db.DatabaseFailure;
import studio.karangou.server.http.TlsFailure;
import studio.karangou.server.keys.KeysFailure;

/// The server as a command. Standard output gets one line when the server answers; all else is the log,
/// on standard error.
public final class ServerMain {
    static final int FAILED = 1;
    static final int BAD_CONFIGURATION = 2;
    static final int BAD_DATABASE = 3;
    static final int BAD_KEYS = 4;
    static final int DATA_IN_USE = 5;

    private ServerMain() {}

    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger(); // Helidon and Flyway log through java.util.logging
        SLF4JBridgeHandler.install();
        Logger log = LoggerFactory.getLogger(ServerMain.class);
        Sentences sentences = new Sentences(Locale.getDefault(), "studio.karangou.server.messages");
        try {
            if (BackupCommand.run(List.of(arguments), System.getenv(), Clock.systemUTC(), sentences, System.out)) {
                return;
            }
            ServerConfig config = ServerConfig.read(List.of(arguments), System.getenv());
            ServerWiring server = ServerWiring.start(config, Clock.systemUTC());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
                        server.close();
                        log.info("stopped");
                    }));
            log.info("listening on {}", config.address(server.port()));
            System.out.println("karangou-server ready " + config.address(server.port()));
        } catch (FailureException e) {
            log.atError().addKeyValue("code", e.failure().code()).setCause(e).log("the server does not start");
            System.err.println(sentences.of(e.failure()) + " [" + e.failure().code() + "]");
            System.exit(exitCode(e.failure()));
        } catch (RuntimeException e) {
            log.error("the server does not start", e);
            System.err.println(sentences.text("http.internal") + " [http.internal]");
            System.exit(FAILED);
        }
    }

    private static int exitCode(Failure failure) {
        return switch (failure) {
            case ConfigFailure.DataInUse _ -> DATA_IN_USE;
            case ConfigFailure _, TlsFailure _ -> BAD_CONFIGURATION;
            case DatabaseFailure _ -> BAD_DATABASE;
            case KeysFailure _ -> BAD_KEYS;
            default -> FAILED;
        };
    }
}
