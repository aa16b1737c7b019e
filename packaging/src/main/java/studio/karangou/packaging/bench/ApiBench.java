package studio.karangou.packaging.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.Uuid7;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Installation;
import studio.karangou.server.access.Permission;
import studio.karangou.server.access.PermissionTable;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseSettings;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.people.Attendance;
import studio.karangou.server.feature.people.Links;
import studio.karangou.server.feature.people.PasswordHashing;
import studio.karangou.server.feature.people.PasswordRules;
import studio.karangou.server.feature.people.PeopleFeature;
import studio.karangou.server.feature.people.PersonSessions;
import studio.karangou.server.feature.people.Revocations;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.keys.MacTokens;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.post.PostOffice;
import studio.karangou.server.post.PostSettings;

/// Sign-ins a second through HTTP and what bounds them; what it costs to know whose a token is, and whether they
/// may.
/// `api [--seconds N]`.
final class ApiBench implements Benchmark {
    private static final int PEOPLE = 16;
    private static final int HASHES = 20;
    private static final int CHECKS = 2_000_000;
    private static final int LOOK_UPS = 20_000;
    /// What is measured is the server, not how many requests it lets one address make.
    private static final Map<String, String> UNLIMITED = Map.of(
            "KARANGOU_LIMITS_ADDRESS", "10000000",
            "KARANGOU_LIMITS_ACCOUNT", "10000000");
    private static final Duration WARMING = Duration.ofSeconds(6);
    /// From this share of the cores’ time on, hashing is what bounds sign-ins.
    private static final double MOST_OF_IT = 0.5;
    private static final double MILLIS_A_SECOND = 1_000;
    private static final double NANOS_A_MICRO = 1_000;
    private static final double NANOS_A_MILLI = 1_000_000;

    /// A bench is no server that could be made of a backup.
    private static final Revocations NOTHING_NOTED = new Revocations() {
        @Override
        public void opensOtherwise(PersonId person, long version) {
            // nobody's credentials change
        }

        @Override
        public void roleTaken(PersonId person, Role role, Instant at) {
            // nobody has one
        }

        @Override
        public void roleGiven(PersonId person, Role role, Instant at) {
            // nor given
        }
    };

    private static final Attendance NOBODY_MET = new Attendance() {
        @Override
        public Optional<DeviceId> shownBy(String token) {
            return Optional.empty();
        }

        @Override
        public void met(Transaction transaction, PersonId person, DeviceId device) {
            // nobody signs in at a device
        }

        @Override
        public void closeDoors(Transaction transaction, PersonId person, long version) {
            // nobody was at a device
        }

        @Override
        public boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person) {
            return false;
        }
    };

    private final Clock clock;

    ApiBench(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Map<String, Object> run(List<String> arguments) throws Exception {
        int at = arguments.indexOf("--seconds");
        Duration time = Duration.ofSeconds(at < 0 ? 10 : Integer.parseInt(arguments.get(at + 1)));
        int cores = Runtime.getRuntime().availableProcessors();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("benchmark", "api");
        figures.put("cores", cores);
        Path folder = Files.createTempDirectory("karangou-api");
        try {
            Path data = Files.createDirectories(folder.resolve("server"));
            Measured measured;
            try (DemoServer server =
                    new DemoServer(Installation.current().server(), data, folder.resolve("server.log"), UNLIMITED)) {
                server.start();
                measured = overHttp(server, time, cores, figures);
            }
            inProcess(data, measured, figures);
            return figures;
        } finally {
            Folders.delete(folder);
        }
    }

    /// What a server of its own said.
    private record Measured(String access, double signInsPerSecond) {}

    private static Measured overHttp(DemoServer server, Duration time, int cores, Map<String, Object> figures)
            throws Exception {
        try (BenchPeople people = new BenchPeople(server)) {
            say("inscription de " + PEOPLE + " personnes…", "registering " + PEOPLE + " people…");
            people.register(PEOPLE);
            say("connexions…", "sign-ins…");
            AtomicInteger next = new AtomicInteger();
            Callable<Integer> signIn = () -> people.signIn(next.getAndIncrement() % PEOPLE);
            load(2 * cores, WARMING, signIn); // a server that has just started hashes in the interpreter
            Load one = load(1, time, signIn);
            Load full = load(4 * cores, time, signIn);
            figures.put("signInsPerSecondAlone", rounded(one.perSecond()));
            figures.put("signInsPerSecond", rounded(full.perSecond()));
            figures.put("signInMillisMedianAtFullLoad", rounded(full.medianMillis()));
            say("requêtes…", "requests…");
            String access = people.accessToken(0);
            Load me = load(2 * cores, time, () -> people.get("/api/v1/me", access));
            Load open = load(2 * cores, time, () -> people.get("/health/live", null));
            figures.put("accountsPerSecond", rounded(me.perSecond()));
            figures.put("openRoutePerSecond", rounded(open.perSecond()));
            return new Measured(access, full.perSecond());
        }
    }

    private static void say(String french, String english) {
        System.err.println(french + " / " + english);
    }

    /// @param measured over HTTP
    private void inProcess(Path data, Measured measured, Map<String, Object> figures) {
        PasswordHashing hashing = new PasswordHashing(1);
        String hash = hashing.hash("fleuve mangue tambour sept");
        double hashMillis = each(HASHES, () -> hashing.matches("fleuve mangue tambour sept", hash)) / NANOS_A_MILLI;
        figures.put("argon2Millis", rounded(hashMillis));
        int cores = Runtime.getRuntime().availableProcessors();
        figures.put("signInsBoundPerSecond", rounded(cores * MILLIS_A_SECOND / hashMillis));
        // how much of the cores' time the hashes took while the server was as busy as it gets
        double share = measured.signInsPerSecond() * hashMillis / (cores * MILLIS_A_SECOND);
        figures.put("signInsShareOfArgon2", rounded(share));
        figures.put("signInsBoundedBy", share >= MOST_OF_IT ? parametersOf(hash) : "something else than Argon2id");
        String access = measured.access();
        ServerKeys keys = ServerKeys.load(data.resolve("secrets"));
        MacTokens tokens = keys.tokens();
        figures.put(
                "bareMacMicros",
                rounded(each(
                                CHECKS / 10,
                                () -> tokens.read(MacTokens.Purpose.PERSON, access, clock.instant())
                                        instanceof MacTokens.Valid)
                        / NANOS_A_MICRO));
        try (Database database =
                Database.open(new DatabaseSettings.H2(data.resolve("karangou"), 4), new SimpleMeterRegistry())) {
            PersonSessions sessions = sessions(data, database, keys, hashing);
            PersonCaller caller = sessions.caller(access);
            say("vérifications…", "checks…");
            figures.put(
                    "tokenCheckCachedMicros",
                    rounded(each(CHECKS, () -> sessions.caller(access).equals(caller)) / NANOS_A_MICRO));
            Iterator<String> unseen = unseen(tokens, caller).iterator();
            figures.put(
                    "tokenCheckWithLookUpMicros",
                    rounded(each(LOOK_UPS, () -> sessions.caller(unseen.next()).equals(caller)) / NANOS_A_MICRO));
            figures.put(
                    "permissionCheckMicros",
                    rounded(each(CHECKS, () -> PermissionTable.allows(Permission.KEEP_OWN_ACCOUNT, caller.roles()))
                            / NANOS_A_MICRO));
            figures.put(
                    "authorisationMicrosPerRequest",
                    rounded(each(
                                    CHECKS,
                                    () -> PermissionTable.allows(
                                            Permission.KEEP_OWN_ACCOUNT,
                                            sessions.caller(access).roles()))
                            / NANOS_A_MICRO));
        }
    }

    /// As in `argon2id m=19456,t=2,p=1`, out of the hash itself.
    private static String parametersOf(String hash) {
        String[] parts = hash.split("\\$", -1);
        return parts[1] + " " + parts[3];
    }

    /// Tokens of one session that nobody has shown yet: each is looked up.
    private List<String> unseen(MacTokens tokens, PersonCaller caller) {
        Instant expires = clock.instant().plus(Duration.ofMinutes(10));
        return Stream.generate(() ->
                        tokens.make(MacTokens.Purpose.PERSON, caller.person().value(), caller.session(), expires))
                .limit(2L * LOOK_UPS)
                .toList();
    }

    /// As the server's own wiring makes them; nothing is believed yet.
    private PersonSessions sessions(Path data, Database database, ServerKeys keys, PasswordHashing hashing) {
        Uuid7 ids = new Uuid7(clock);
        PostOffice post = new PostOffice(
                new PostSettings(null, null, data.resolve("letters")), database, keys.columns(), clock, ids);
        return new PeopleFeature(
                        database,
                        keys,
                        post,
                        new AuditLog(database, keys.hash("audit"), clock),
                        (_, _) -> {},
                        (_, _) -> Map.of(),
                        NOTHING_NOTED,
                        NOBODY_MET,
                        hashing,
                        new PasswordRules(_ -> false, hashing),
                        List.of(),
                        new PersonSessions.Lives(
                                Duration.ofDays(90), Duration.ofDays(1), Duration.ofDays(180), Duration.ofDays(1)),
                        new Links(null),
                        new PeerAddress(false),
                        clock,
                        ids)
                .sessions();
    }

    /// Nanoseconds of one of many; the first half warms up.
    private static double each(int times, Callable<Boolean> work) {
        try {
            run(times, work);
            long begun = System.nanoTime();
            run(times, work);
            return (double) (System.nanoTime() - begun) / times;
        } catch (Exception e) {
            throw new IllegalStateException("what is measured works", e);
        }
    }

    private static void run(int times, Callable<Boolean> work) throws Exception {
        for (int i = 0; i < times; i++) {
            if (!work.call()) {
                throw new IOException("not what it should be");
            }
        }
    }

    /// What many at a time got done.
    private record Load(double perSecond, double medianMillis) {}

    private static Load load(int atATime, Duration time, Callable<Integer> request) throws Exception {
        List<Future<List<Long>>> workers = new ArrayList<>();
        long begun = System.nanoTime();
        try (ExecutorService pool = Executors.newFixedThreadPool(atATime)) {
            for (int i = 0; i < atATime; i++) {
                workers.add(pool.submit(() -> {
                    List<Long> took = new ArrayList<>();
                    while (System.nanoTime() - begun < time.toNanos()) {
                        long started = System.nanoTime();
                        int status = request.call();
                        if (status >= 300) {
                            throw new IOException("answered " + status);
                        }
                        took.add(System.nanoTime() - started);
                    }
                    return took;
                }));
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> worker : workers) {
            all.addAll(worker.get());
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        List<Long> sorted = all.stream().sorted().toList();
        return new Load(all.size() / seconds, sorted.get(sorted.size() / 2) / NANOS_A_MILLI);
    }

    private static double rounded(double figure) {
        return Math.round(figure * 1_000) / 1_000.0;
    }
}
