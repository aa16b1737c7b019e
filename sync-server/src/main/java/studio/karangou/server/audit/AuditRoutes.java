package studio.karangou.server.audit;

import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.server.access.Permission;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Caller;
import studio.karangou.server.http.RequestFailure;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Reads and verifies the log. Whoever reads it is in it.
public final class AuditRoutes implements Routes {
    private static final int PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    private final AuditLog log;
    private final AuditAnchors anchors;

    public AuditRoutes(AuditLog log, AuditAnchors anchors) {
        this.log = log;
        this.anchors = anchors;
    }

    /// An entry as it is read.
    record EntryShown(
            long position,
            Instant at,
            String actorKind,
            @Nullable UUID actor,
            String action,
            @Nullable UUID subject,
            @Nullable String detail) {
        static EntryShown of(AuditLog.Entry entry) {
            return new EntryShown(
                    entry.position(),
                    entry.at(),
                    entry.actor().kind().name(),
                    entry.actor().id(),
                    entry.action(),
                    entry.subject(),
                    entry.detail());
        }
    }

    /// The answer: the latest first.
    ///
    /// @param before for the next page, null if this is the last one
    record EntriesShown(List<EntryShown> entries, @Nullable Long before) {}

    @Override
    public void register(RouteTable table) {
        table.staff(
                        Permission.VERIFY_AUDIT,
                        Method.GET,
                        "/api/v1/audit/verification",
                        (request, response, _) -> Answers.json(
                                request,
                                response,
                                Status.OK_200,
                                anchors.verify(request.query().first("anchor").orElse(null))))
                .staff(Permission.READ_AUDIT, Method.GET, "/api/v1/audit/entries", this::entries);
    }

    private void entries(ServerRequest request, ServerResponse response, Caller caller) {
        Integer limit = given(request, "limit", Integer::valueOf);
        Long before = given(request, "before", Long::valueOf);
        AuditLog.Filter filter = new AuditLog.Filter(
                before == null ? Long.MAX_VALUE : before,
                given(request, "action", AuditRoutes::action),
                given(request, "of", UUID::fromString),
                given(request, "since", Instant::parse));
        int most = Math.clamp(limit == null ? PAGE : limit, 1, LARGEST_PAGE);
        List<AuditLog.Entry> found = log.entries(filter, most);
        log.append(Actor.of(caller), AuditAction.AUDIT_READ, filter.of(), told(filter, found.size()));
        Answers.json(
                request,
                response,
                Status.OK_200,
                new EntriesShown(
                        found.stream().map(EntryShown::of).toList(),
                        found.size() < most
                                ? null
                                : Long.valueOf(found.getLast().position())));
    }

    /// What was asked for, without what names anybody: that is the entry's subject.
    private static String told(AuditLog.Filter filter, int found) {
        return found + (filter.action() == null ? "" : " " + filter.action());
    }

    private static String action(String code) {
        for (AuditAction action : AuditAction.values()) {
            if (action.code().equals(code)) {
                return code;
            }
        }
        throw new IllegalArgumentException("no action has this code");
    }

    private static <T> @Nullable T given(ServerRequest request, String name, Function<String, T> parse) {
        try {
            return request.query().first(name).map(parse).orElse(null);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new FailureException(new RequestFailure.BadRequest(), e);
        }
    }
}
