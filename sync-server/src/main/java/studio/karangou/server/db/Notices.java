package studio.karangou.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What PostgreSQL notifies of, heard on a connection of its own, which is opened again whenever it is lost.
public final class Notices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final Duration LOOK_AFTER = Duration.ofSeconds(20);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final DatabaseSettings.PostgreSql settings;
    private final String channel;
    private final Consumer<String> heard;
    private final Runnable missed;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable Connection open;

    // of the thread
    private boolean hearing;
    private boolean neverHeard = true;

    /// @param channel a plain word
    /// @param missed after the connection was opened again
    Notices(DatabaseSettings.PostgreSql settings, String channel, Consumer<String> heard, Runnable missed) {
        this.settings = settings;
        this.channel = channel;
        this.heard = heard;
        this.missed = missed;
        thread = Thread.ofPlatform().name("notices").daemon().start(this::run);
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        while (!closed) {
            try (Connection connection = connect()) {
                open = connection;
                listen(connection);
            } catch (SQLException | RuntimeException | Error e) { // of who hears too: nobody else would call them again
                lost(e);
            }
            open = null;
            pause = hearing ? FIRST_PAUSE : longer(pause);
            hearing = false;
            if (!waited(pause)) {
                return;
            }
        }
    }

    /// Logged once, and not at each attempt to hear again.
    private void lost(Throwable why) {
        if (closed || !(hearing || neverHeard)) {
            return;
        }
        neverHeard = false;
        if (why instanceof SQLException sql) { // a driver's message may hold what was in a row
            LOG.atWarn()
                    .addKeyValue("state", sql.getSQLState())
                    .log("the database's notices were lost; devices look by themselves meanwhile");
        } else {
            LOG.atError().setCause(why).log("a notice of the database was not dealt with; devices look by themselves");
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    }

    /// What is never answered is lost too, as when a cable is pulled out.
    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", settings.user());
        properties.setProperty("password", settings.password());
        properties.setProperty("ApplicationName", "karangou notices");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("connectTimeout", Long.toString(ANSWER_WITHIN.toSeconds()));
        properties.setProperty(
                "socketTimeout", Long.toString(LOOK_AFTER.plus(ANSWER_WITHIN).toSeconds()));
        return DriverManager.getConnection(settings.url(), properties);
    }

    private void listen(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("listen " + channel);
            missed.run();
            hearing = true;
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (!closed) {
                PGNotification[] came = postgres.getNotifications((int) LOOK_AFTER.toMillis());
                if (came == null || came.length == 0) {
                    statement.execute("select 1");
                } else {
                    for (PGNotification one : came) {
                        heard.accept(one.getParameter());
                    }
                }
            }
        }
    }

    private boolean waited(Duration pause) {
        try {
            Thread.sleep(pause);
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        Connection connection = open;
        if (connection != null) {
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("the connection of the notices had gone already");
            }
        }
    }
}
