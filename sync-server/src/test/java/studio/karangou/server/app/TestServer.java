package studio.karangou.server.app;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.bridge.SLF4JBridgeHandler;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.feature.ingest.FilmPublisher;
import studio.karangou.server.feature.people.OidcProvider;
import studio.karangou.server.feature.people.PersonSessions;
import studio.karangou.server.http.Network;
import studio.karangou.server.http.RequestRates;
import studio.karangou.server.http.Route;
import studio.karangou.server.http.TlsFiles;
import studio.karangou.server.post.PostSettings;
import studio.karangou.server.retention.RetentionPeriods;

/// The real server, on a free port, with a database of its own.
public final class TestServer extends ServerClient implements AutoCloseable {
    static {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    private final TestClock clock = new TestClock();
    private final Path data;
    private final Path secrets;
    private DatabaseSettings database;
    private ServerWiring server;
    private boolean behindProxy;
    private int liveConnections = 100;
    private TlsFiles tls;
    private RequestRates rates = RequestRates.STANDARD;
    private String publicUrl;
    private Duration playbackLife = Duration.ofHours(12);
    private PeopleConfig people;

    private TestServer(Path data, Path secrets, DatabaseSettings database) {
        super(data);
        this.data = data;
        this.secrets = secrets;
        this.database = database;
        people = people(null, null, List.of(), null);
        server = ServerWiring.start(config(), clock);
    }

    public static TestServer start(DatabaseKind kind, Path data) {
        return new TestServer(data, data.resolve("secrets"), kind.fresh(data));
    }

    /// Another node of the same server: the same database and secrets.
    public TestServer anotherNode(Path itsData) {
        return new TestServer(itsData, secrets, database);
    }

    /// Starts it again as if a proxy stood before it.
    public void restartBehindProxy() {
        behindProxy = true;
        restart();
    }

    /// Starts it again with TLS.
    public void restartWith(TlsFiles files) {
        tls = files;
        restart();
    }

    /// Starts it again with other limits.
    public void restartWith(RequestRates others) {
        rates = others;
        restart();
    }

    /// Starts it again with room for so many lines to devices.
    public void restartWithLines(int most) {
        liveConnections = most;
        restart();
    }

    /// Starts it again with an address of its own, so that letters hold links.
    public void restartAt(String address) {
        publicUrl = address;
        restart();
    }

    /// Starts it again with tokens of playlists that last as long as this.
    public void restartWith(Duration life) {
        playbackLife = life;
        restart();
    }

    /// Starts it again with a mail server, a gateway for text messages and a look-up of passwords, each null for
    /// none.
    public void restartWith(PostSettings.Smtp smtp, PostSettings.Sms sms, String breaches) {
        people = people(smtp, sms, List.of(), breaches);
        restart();
    }

    /// Starts it again with a provider that people may sign in with.
    public void restartWith(OidcProvider provider) {
        people = people(null, null, List.of(provider), null);
        restart();
    }

    private PeopleConfig people(
            PostSettings.Smtp smtp, PostSettings.Sms sms, List<OidcProvider> providers, String breaches) {
        return new PeopleConfig(
                new PostSettings(smtp, sms, data.resolve("letters")),
                new PersonSessions.Lives(
                        Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(180), Duration.ofDays(2)),
                providers,
                breaches);
    }

    /// Stops the server and starts it again on the same data.
    public void restart() {
        server.close();
        server = ServerWiring.start(config(), clock);
    }

    /// Stops it, to be started again later.
    public void stop() {
        server.close();
    }

    /// The next start is on another database.
    public void moveTo(DatabaseSettings another) {
        database = another;
    }

    /// The variables that name its database.
    public Map<String, String> databaseVariables() {
        return ServerProcess.environment(database);
    }

    /// What is to be told of films is told now.
    ///
    /// @return of how many
    public int tellFigures() {
        return server.figures().tell();
    }

    /// Removes what is too old, now.
    public void applyRetention() {
        server.retention().apply();
    }

    /// Seals anew what lies under older keys, now.
    public void sealAnew() {
        server.rotation().sealAnew();
    }

    /// Starts what has been stopped.
    public void startAgain() {
        server = ServerWiring.start(config(), clock);
    }

    @Override
    public TestClock clock() {
        return clock;
    }

    public List<Route> routes() {
        return server.table().routes();
    }

    @Override
    public String base() {
        return (tls == null ? "http" : "https") + "://127.0.0.1:" + server.port();
    }

    /// Puts bytes where ingest puts them.
    public ContentAddress keep(byte[] content) {
        return server.objects().put(content);
    }

    /// The key that ingest encrypts a film with.
    public ContentKey contentKey(FilmId film) {
        return server.publisher().contentKey(film);
    }

    /// Puts a film on the shelf as ingest does.
    public void publish(FilmPublisher.PreparedFilm film) {
        server.publisher().publish(film);
    }

    /// A view past the server, into its tables.
    public Jdbi tables() {
        return Jdbi.create(() -> switch (database) {
            case DatabaseSettings.H2 h2 ->
                connect(
                        "jdbc:h2:file:" + h2.file()
                                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
                                + ";WRITE_DELAY=0;LOCK_TIMEOUT=15000;DB_CLOSE_ON_EXIT=FALSE",
                        "karangou",
                        "");
            case DatabaseSettings.PostgreSql postgres -> connect(postgres.url(), postgres.user(), postgres.password());
        });
    }

    /// Changes the audit log as somebody does who owns the database and takes its guards away first.
    ///
    /// @return how many rows
    public int changeUnguarded(String sql) {
        return tables().<Integer, RuntimeException>withHandle(handle -> {
            switch (database) {
                case DatabaseSettings.H2 _ -> {
                    handle.execute("drop trigger if exists audit_entry_append_only");
                    handle.execute("drop trigger if exists audit_head_append_only");
                    handle.execute("drop table if exists audit_head_stays");
                    handle.execute("alter table audit_head drop constraint if exists audit_head_is_an_entry");
                }
                case DatabaseSettings.PostgreSql _ -> {
                    handle.execute("alter table audit_entry disable trigger user");
                    handle.execute("alter table audit_head disable trigger user");
                }
            }
            return handle.execute(sql);
        });
    }

    /// Notes where the audit log ends, now.
    public void noteAudit() {
        server.anchors().note();
    }

    public long count(String table) {
        return tables().withHandle(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void close() {
        closeClient();
        server.close();
    }

    private ServerConfig config() {
        return new ServerConfig(
                data,
                "127.0.0.1",
                0,
                secrets,
                data.resolve("objects"),
                database,
                publicUrl,
                Duration.ofDays(30),
                playbackLife,
                3,
                1L << 30,
                Duration.ofDays(14),
                new HttpConfig(1000, liveConnections, behindProxy, Network.THIS_MACHINE, rates, tls),
                null,
                people,
                RetentionPeriods.standard());
    }

    private static Connection connect(String url, String user, String password) {
        try {
            return DriverManager.getConnection(url, user, password);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
