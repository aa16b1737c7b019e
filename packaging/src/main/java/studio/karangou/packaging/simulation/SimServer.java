package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.server.db.DatabaseFailure;
import studio.karangou.server.feature.catalogue.FilmDraft;
import studio.karangou.server.feature.sync.ParcelService;
import studio.karangou.server.feature.sync.TimeAnswers;
import studio.karangou.server.feed.Audience;

/// The server of the simulated world: equal nodes on one database. While one node is in the middle of a transaction,
/// another may be asked.
final class SimServer {
    private final ServerNodes nodes;
    private final VirtualTime time;
    private final Trace trace;
    private final List<VenueId> venues = new ArrayList<>();
    private final List<ProjectId> projects = new ArrayList<>();
    private final List<FilmId> films = new ArrayList<>();
    private final Set<OperationId> removed = new HashSet<>();
    private LocalDate lastDay = LocalDate.EPOCH;
    private int depth;
    private int crashIn = -1;
    private Duration fullUntil = Duration.ZERO;
    private int meetIn = -1;
    private @Nullable Runnable meeting;
    private Tables.@Nullable Rows backup;
    private boolean restored;
    private final Draw draw;

    SimServer(ServerNodes nodes, VirtualTime time, Trace trace, Draw draw) {
        this.draw = draw;
        this.nodes = nodes;
        this.time = time;
        this.trace = trace;
        nodes.begin(time, this::moment, epoch(draw));
    }

    private static String epoch(Draw draw) {
        return String.format(Locale.ROOT, "%016x", draw.seed());
    }

    /// Venues, films and projects of the beginning.
    void furnish() {
        for (int i = 0; i < 2; i++) {
            VenueId venue = new VenueId(draw.uuid());
            nodes.tables()
                    .run(
                            "insert into venue (id, name, created_at) values (?, ?, ?)",
                            venue.value(),
                            "Lieu " + i,
                            time.instant().atOffset(ZoneOffset.UTC));
            venues.add(venue);
        }
        addProject(null);
        lastDay = LocalDate.of(2027, 3, 2 + draw.upTo(6));
        addProject(lastDay);
        addFilm();
        addFilm();
    }

    List<VenueId> venues() {
        return venues;
    }

    List<ProjectId> projects() {
        return projects;
    }

    /// The second project's.
    LocalDate lastDay() {
        return lastDay;
    }

    List<FilmId> films() {
        return films;
    }

    boolean wasRestored() {
        return restored;
    }

    /// How many nodes are in the middle of something.
    int depth() {
        return depth;
    }

    Tables tables() {
        return nodes.tables();
    }

    /// Lets a device in.
    void enrol(SimMachine.Identity device, String name) {
        nodes.tables()
                .run(
                        "insert into device (id, venue, name, profile, signing_key, sealing_key, enrolled_at,"
                                + " acknowledged, chain_hash) values (?, ?, ?, ?, ?, ?, ?, 0, ?)",
                        device.id().value(),
                        device.venue().value(),
                        name,
                        device.profile().name(),
                        device.keys().verifyingKey().raw().toArray(),
                        device.sealing().sealingKey().raw().toArray(),
                        time.instant().atOffset(ZoneOffset.UTC),
                        JournalChain.genesis(device.id()).toArray());
        backup = null; // one from before would not know the device
    }

    PushReceipt push(DeviceId device, byte[] batch) {
        try {
            return asked(() -> nodes.at(depth).push().push(device, batch));
        } catch (Crash e) {
            if (!e.isOfServer() || !nodes.isPlanted(Mutant.ACKNOWLEDGE_BEFORE_COMMIT)) {
                throw e;
            }
            return new PushReceipt(
                    ProtocolVersion.CURRENT, BatchCodec.decode(batch).lastSequence(), List.of());
        }
    }

    /// The last operation of a device that is committed.
    long committed(DeviceId device) {
        return nodes.tables()
                .read("select acknowledged from device where id = '" + device + "'", row -> row.getLong(1))
                .getFirst();
    }

    JournalPosition position(DeviceId device, long since) {
        return asked(() -> nodes.at(depth).push().position(device, since));
    }

    ChangePage changes(String cursor, Audience reader) {
        return asked(() -> nodes.at(depth).pull().after(cursor, heard(reader)));
    }

    /// What it says of the time, in an answer's headers.
    Optional<String> time(DeviceId device, String nonce) {
        return new TimeAnswers(nodes.keys().signing(), time).to(device, nonce);
    }

    /// @param after the cursor that the answer before named, null at first
    ParcelService.Answer answer(byte[] parcel, @Nullable String after) {
        return asked(() -> nodes.at(depth).parcels().answer(parcel, after));
    }

    /// Films and projects after a place, as a neighbour passes them on.
    byte[] catalogue(String after) {
        return asked(() -> nodes.at(depth).parcels().catalogue(after)).encode();
    }

    /// To which parcels are sealed.
    SealingKey sealingKey() {
        return nodes.keys().parcels().current();
    }

    /// What devices know it by.
    VerifyingKey verifyingKey() {
        return nodes.keys().signing().verifyingKey();
    }

    /// Whose pages a device gets: its own, if nothing is planted.
    private Audience heard(Audience reader) {
        if (!nodes.isPlanted(Mutant.WRONG_AUDIENCE)) {
            return reader;
        }
        return nodes.tables()
                .read(
                        "select id, venue from device order by id",
                        row -> new Audience(
                                new DeviceId(row.getObject(1, UUID.class)), new VenueId(row.getObject(2, UUID.class))))
                .getFirst();
    }

    private <T> T asked(Supplier<T> question) {
        try {
            return question.get();
        } catch (Crash e) {
            if (e.isOfServer()) {
                trace.say("server", "its process ends in the middle, and is begun again");
            }
            throw e;
        }
    }

    /// One of the moments within a transaction at which other things may happen.
    private void moment(Moment moment) {
        if (moment == Moment.WAIT && depth > 0) {
            // the one it waits for is in the middle of its work on this very thread
            throw new DatabaseFailure.Unavailable().asException();
        }
        if (moment == Moment.WRITE && time.since().compareTo(fullUntil) < 0) {
            throw new DatabaseFailure.DiskFull().asException();
        }
        if (depth > 0 || moment == Moment.WAIT) {
            return;
        }
        if (crashIn >= 0 && crashIn-- == 0) {
            throw Crash.ofServer();
        }
        Runnable other = meeting;
        if (other != null && meetIn-- == 0) {
            meeting = null;
            depth++;
            try {
                other.run();
            } finally {
                depth--;
            }
        }
    }

    void crashAfter(int moments) {
        crashIn = moments;
    }

    /// Another device comes while a node is busy.
    void meet(int moments, Runnable other) {
        meetIn = moments;
        meeting = other;
    }

    void fillUntil(Duration moment) {
        fullUntil = moment;
    }

    /// Nothing more goes wrong.
    void heal() {
        crashIn = -1;
        meeting = null;
        fullUntil = Duration.ZERO;
    }

    void backUp() {
        backup = nodes.tables().copy();
        trace.say("server", "is backed up");
    }

    void restore() {
        Tables.Rows kept = backup;
        if (kept == null) {
            return;
        }
        nodes.tables().put(kept);
        nodes.newEpoch(epoch(draw));
        restored = true;
        trace.say("server", "is restored from its backup");
    }

    /// Somebody changes what the catalogue says.
    void edit(Draw how) {
        switch (how.upTo(6)) {
            case 0 -> addFilm();
            case 1 -> addProject(null);
            case 2, 3 -> close(how);
            case 4 -> withdraw(how);
            default -> removeMessage(how);
        }
    }

    /// Messages that the operator took away, or tried to.
    Set<OperationId> removed() {
        return removed;
    }

    /// Takes out of the feed what has been over for a day: who has not heard of it by now reads it anew.
    void compact() {
        nodes.compact(time.instant().minus(Duration.ofDays(1)));
        trace.say("server", "its feed forgets what has been over for a day");
    }

    /// Or brings one back.
    private void withdraw(Draw how) {
        int number = how.upTo(films.size());
        if (how.chance(70)) {
            nodes.catalogue().withdraw(films.get(number));
            trace.say("server", "film " + number + " is withdrawn");
        } else {
            nodes.catalogue().announce(draft(films.get(number), number));
            trace.say("server", "film " + number + " is announced");
        }
    }

    private void removeMessage(Draw how) {
        List<OperationId> there = nodes.tables()
                .read("select id from message order by id", row -> new OperationId(row.getObject(1, UUID.class)));
        if (!there.isEmpty()) {
            OperationId message = how.one(there);
            removed.add(message);
            nodes.discussions().remove(message);
            trace.say("server", "message " + message + " is removed");
        }
    }

    /// Tells devices of films, as a server does now and then.
    void tellFigures() {
        asked(() -> nodes.at(depth).figures().tell());
    }

    private void close(Draw how) {
        Project open = nodes.catalogue().project(how.one(projects));
        if (projects.size() > 1
                && open.state() == ProjectState.OPEN
                && !open.id().equals(projects.getFirst())) {
            nodes.catalogue().put(in(open, how.chance(50) ? ProjectState.FUNDED : ProjectState.FAILED));
            trace.say("server", "project " + projects.indexOf(open.id()) + " takes no more contributions");
        }
    }

    private void addFilm() {
        FilmId id = new FilmId(draw.uuid());
        nodes.catalogue().announce(draft(id, films.size()));
        films.add(id);
        trace.say("server", "has film " + (films.size() - 1));
    }

    private static FilmDraft draft(FilmId id, int number) {
        return new FilmDraft(
                id,
                "Film " + number,
                "Une histoire.",
                "Une réalisatrice",
                2020,
                Genre.FICTION,
                List.of(new CountryCode("TG")),
                List.of(new LanguageTag("fr")),
                null);
    }

    private void addProject(@Nullable LocalDate deadline) {
        ProjectId id = new ProjectId(draw.uuid());
        nodes.catalogue()
                .put(new Project(
                        id,
                        "Projet " + projects.size(),
                        "Un film à faire.",
                        "Un réalisateur",
                        new CountryCode("TG"),
                        ProjectState.OPEN,
                        FundingMode.FLEXIBLE,
                        Money.xof(1_000_000),
                        Money.xof(0),
                        0,
                        deadline,
                        null));
        projects.add(id);
        trace.say("server", "has project " + (projects.size() - 1) + (deadline == null ? "" : " until " + deadline));
    }

    private static Project in(Project project, ProjectState state) {
        return new Project(
                project.id(),
                project.title(),
                project.pitch(),
                project.director(),
                project.country(),
                state,
                project.mode(),
                project.goal(),
                project.collected(),
                project.contributors(),
                project.deadline(),
                project.poster());
    }
}
