package studio.karangou.server.post;

import io.helidon.http.Method;
import io.helidon.http.Status;
import java.util.List;
import studio.karangou.server.access.Permission;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// Letters that lie in the folder, for the operator.
public final class PostRoutes implements Routes {
    private final PostOffice office;
    private final AuditLog audit;

    public PostRoutes(PostOffice office, AuditLog audit) {
        this.audit = audit;
        this.office = office;
    }

    /// The answer.
    record LettersShown(List<LetterInFolder> letters) {}

    @Override
    public void register(RouteTable table) {
        table.operator(
                Permission.READ_LETTERS,
                Method.GET,
                "/api/v1/operator/letters",
                (request, response) -> Answers.json(request, response, Status.OK_200, new LettersShown(read())));
    }

    /// Codes and addresses are in them: who looked is in the log. Where there was nothing, nothing was seen.
    private List<LetterInFolder> read() {
        List<LetterInFolder> letters = office.folder();
        if (!letters.isEmpty()) {
            audit.append(Actor.OPERATOR, AuditAction.LETTERS_READ, null, Integer.toString(letters.size()));
        }
        return letters;
    }
}
