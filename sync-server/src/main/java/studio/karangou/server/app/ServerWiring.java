package studio.karangou.server.app;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.Uuid7;
import studio.karangou.server.audit.AuditAnchors;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.backup.BackupRoutes;
import studio.karangou.server.db.Database;
import studio.karangou.server.feature.ingest.FilmPublisher;
import studio.karangou.server.feature.sync.FilmFigures;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.feed.FeedEpoch;
import studio.karangou.server.feed.FeedSignal;
import studio.karangou.server.http.Callers;
import studio.karangou.server.http.HeapPressure;
import studio.karangou.server.http.HttpServer;
import studio.karangou.server.http.InFlight;
import studio.karangou.server.http.Listening;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RequestLimits;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.ServerCertificate;
import studio.karangou.server.http.SystemRoutes;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.retention.Retention;
import studio.karangou.server.retention.RetentionRoutes;
import studio.karangou.server.rotation.KeyRotation;
import studio.karangou.server.rotation.KeyRoutes;
import studio.karangou.server.storage.FolderStore;
import studio.karangou.server.storage.ObjectStore;

/// The whole server, put together by hand.
final class ServerWiring implements AutoCloseable {
    private static final int MOST_METHODS = 16;
    private static final Duration LOOK_FOR_KEYS = Duration.ofSeconds(10);

    private final Foundation foundation;
    private final FilmPublisher publisher;
    private final IngestWiring ingest;
    private final PeopleWiring people;
    private final SyncWiring sync;
    private final LiveWiring live;
    private final PrometheusMeterRegistry meters;
    private final DataLock lock;
    private final KeyRotation rotation;
    private final Retention retention;
    private final RouteTable table;
    private final @Nullable ServerCertificate certificate;
    private final HttpServer http;

    private ServerWiring(
            Foundation foundation, FeedEpoch epoch, FeedSignal signal, PrometheusMeterRegistry meters, DataLock lock) {
        this.foundation = foundation;
        this.meters = meters;
        this.lock = lock;
        ServerConfig config = foundation.config();
        InFlight inFlight = new InFlight(config.http().concurrentRequests(), HeapPressure.ofThisProcess());
        Gauge.builder("karangou.http.in.flight", inFlight, InFlight::count).register(meters);
        Gone gone = new Gone(config.secrets(), new GoneStore(foundation.database()));
        DeviceWiring devices = new DeviceWiring(foundation, gone);
        CatalogueWiring catalogue = new CatalogueWiring(foundation, gone);
        publisher = catalogue.publisher();
        ingest = new IngestWiring(foundation, publisher, config.ffmpeg());
        people = new PeopleWiring(foundation, gone, devices.attendance());
        sync = new SyncWiring(foundation, catalogue.books(), devices.copies(), epoch, gone::message);
        gone.reapply(again(people, devices, catalogue, sync));
        PeerAddress addresses = config.http().peers();
        RequestLimits limits = new RequestLimits(config.http().rates(), addresses, foundation.clock());
        Callers callers = devices.callers(people.sessions());
        PlaybackWiring playback = new PlaybackWiring(foundation, catalogue.films(), devices.devices(), callers);
        table = new RouteTable(callers, limits);
        new SystemRoutes(meters, inFlight, foundation.database()::isReady, callers, addresses).register(table);
        devices.register(table);
        people.register(table);
        catalogue.register(table, playback.viewings()::watching);
        ingest.register(table);
        playback.register(table);
        sync.register(table);
        live = new LiveWiring(foundation, epoch, signal, devices, meters);
        live.register(table);
        rotation = new KeyRotation(
                foundation.database(),
                foundation.keys(),
                foundation.audit(),
                foundation.clock(),
                LOOK_FOR_KEYS,
                keys -> {
                    people.sessions().forgetAll();
                    keys.writeOperatorToken(config.operatorToken());
                });
        new KeyRoutes(rotation).register(table);
        retention = new Retention(foundation.database(), config.retention(), foundation.clock());
        new RetentionRoutes(retention).register(table);
        new BackupRoutes(
                        BackupCommand.backup(config, foundation.database(), foundation.keys(), foundation.clock()),
                        foundation.audit())
                .register(table);
        certificate = certificate(config);
        live.start();
        rotation.start();
        retention.start();
        ingest.start();
        people.start();
        sync.start();
        http = listen(config, table, inFlight, meters);
    }

    private static Gone.Again again(
            PeopleWiring people, DeviceWiring devices, CatalogueWiring catalogue, SyncWiring sync) {
        return new Gone.Again() {
            @Override
            public void erase(PersonId person) {
                people.eraseAgain(person);
            }

            @Override
            public void shutOut(DeviceId device) {
                devices.shutOutAgain(device);
            }

            @Override
            public void recover(PersonId person, long version) {
                people.restored().recover(person, version);
            }

            @Override
            public void takeRole(PersonId person, Role role) {
                people.restored().takeRole(person, role);
            }

            @Override
            public void withdraw(FilmId film) {
                catalogue.withdrawAgain(film);
            }

            @Override
            public void remove(OperationId message) {
                sync.removeAgain(message);
            }
        };
    }

    /// Starts a server; when this returns, it answers.
    ///
    /// @throws FailureException with a [ConfigFailure], a [studio.karangou.server.db.DatabaseFailure], a
    ///     [studio.karangou.server.keys.KeysFailure] or a [studio.karangou.server.storage.StorageFailure]
    static ServerWiring start(ServerConfig config, Clock clock) {
        if (config.plainToOthers()) {
            throw new ConfigFailure.PlainHttp(config.host()).asException();
        }
        PrometheusMeterRegistry meters = meters();
        Opening opening = new Opening(config, clock, meters);
        DataLock lock = opening.dataFolder();
        try {
            opening.clearPortFile();
            return start(config, clock, meters, opening, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static ServerWiring start(
            ServerConfig config, Clock clock, PrometheusMeterRegistry meters, Opening opening, DataLock lock) {
        Database database = opening.database();
        try {
            ServerKeys keys = opening.keys(database);
            FeedSignal signal = LiveWiring.signal(config.database(), database);
            ServerWiring server = new ServerWiring(
                    new Foundation(
                            config,
                            clock,
                            new Uuid7(clock),
                            database,
                            keys,
                            new FolderStore(config.films(), opening.node()),
                            new ChangeFeedStore(signal),
                            new AuditLog(database, keys.hash("audit"), clock)),
                    opening.feedEpoch(database),
                    signal,
                    meters,
                    lock);
            server.writePort();
            return server;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /// The port that it listens on.
    int port() {
        return http.port();
    }

    /// Every route that it answers.
    RouteTable table() {
        return table;
    }

    /// Where keys are replaced.
    KeyRotation rotation() {
        return rotation;
    }

    /// What notes where the audit log ends.
    AuditAnchors anchors() {
        return people.anchors();
    }

    /// What tells devices how often films were watched.
    FilmFigures figures() {
        return sync.figures();
    }

    /// What removes what is too old.
    Retention retention() {
        return retention;
    }

    /// Where prepared films go.
    FilmPublisher publisher() {
        return publisher;
    }

    /// Where their bytes are.
    ObjectStore objects() {
        return foundation.objects();
    }

    /// Finishes the requests that are being answered, then closes everything.
    @Override
    public void close() {
        live.close();
        http.close();
        closeCertificate();
        rotation.close();
        retention.close();
        ingest.close();
        people.close();
        sync.close();
        foundation.database().close();
        meters.close();
        try {
            Files.deleteIfExists(foundation.config().portFile());
        } catch (IOException e) {
            throw new UncheckedIOException("the server has stopped, but its port file is still there", e);
        } finally {
            lock.close();
        }
    }

    private HttpServer listen(
            ServerConfig config, RouteTable table, InFlight inFlight, PrometheusMeterRegistry meters) {
        try {
            return HttpServer.start(
                    new Listening(
                            config.host(),
                            config.port(),
                            config.uploadBytes(),
                            certificate,
                            Listening.CONNECTIONS,
                            config.behindProxy() ? Listening.CONNECTIONS : Listening.CONNECTIONS_OF_NETWORK),
                    table,
                    inFlight,
                    meters);
        } catch (UncheckedIOException | IllegalStateException e) {
            live.close();
            rotation.close();
            retention.close();
            ingest.close();
            people.close();
            sync.close();
            closeCertificate();
            throw new FailureException(new ConfigFailure.PortTaken(config.host() + ":" + config.port()), e);
        }
    }

    private @Nullable ServerCertificate certificate(ServerConfig config) {
        ShownCertificate shown = new ShownCertificate(config.shownCertificate());
        if (config.http().tls() == null) {
            shown.forget();
            return null;
        }
        return new ServerCertificate(config.http().tls(), foundation.clock(), shown::write);
    }

    private void closeCertificate() {
        if (certificate != null) {
            certificate.close();
        }
    }

    private static PrometheusMeterRegistry meters() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.config()
                .meterFilter(MeterFilter.maximumAllowableTags(
                        "karangou.http.requests", "method", MOST_METHODS, MeterFilter.deny()));
        new JvmMemoryMetrics().bindTo(meters);
        new JvmThreadMetrics().bindTo(meters);
        new ProcessorMetrics().bindTo(meters);
        new UptimeMetrics().bindTo(meters);
        return meters;
    }

    private void writePort() {
        ServerConfig config = foundation.config();
        Path part = config.portFile().resolveSibling("server.port.part");
        try {
            Files.writeString(part, port() + "\n", StandardCharsets.US_ASCII);
            Files.move(part, config.portFile(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            http.close();
            throw new FailureException(
                    new ConfigFailure.UnusableData(config.data().toString()), e);
        }
    }
}
