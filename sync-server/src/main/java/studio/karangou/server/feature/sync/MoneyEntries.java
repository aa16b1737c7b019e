package studio.karangou.server.feature.sync;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Transaction;

/// What a batch does to money, for the audit log: one entry for each project and kind of move. It names the device,
/// whose signature is on the batch; who stood before it is the device's word only.
final class MoneyEntries {
    private static final int DETAIL_CHARS = 200;

    private final Map<Kind, List<CashDesk.Contribution>> moved = new LinkedHashMap<>();

    private record Kind(AuditAction action, ProjectId project) {}

    void add(AuditAction action, CashDesk.Contribution contribution) {
        moved.computeIfAbsent(new Kind(action, contribution.project()), _ -> new ArrayList<>())
                .add(contribution);
    }

    void addAll(MoneyEntries others) {
        others.moved.forEach((kind, contributions) ->
                moved.computeIfAbsent(kind, _ -> new ArrayList<>()).addAll(contributions));
    }

    void append(Transaction transaction, AuditLog audit, DeviceId device) {
        moved.forEach((kind, contributions) -> audit.append(
                transaction, Actor.of(device), kind.action(), kind.project().value(), detail(contributions)));
    }

    /// Each contribution with its amount, as in `0190…-… 5000 XOF`; where those are too many, their number,
    /// their sum and the hash of that list, a line each.
    private static String detail(List<CashDesk.Contribution> contributions) {
        List<String> lines = contributions.stream()
                .map(each -> each.id() + " " + text(each.amount()))
                .toList();
        String all = String.join(", ", lines);
        if (all.length() <= DETAIL_CHARS) {
            return all;
        }
        Money sum = contributions.stream()
                .map(CashDesk.Contribution::amount)
                .reduce(Money::plus)
                .orElseThrow();
        byte[] list = lines.stream().collect(Collectors.joining("\n")).getBytes(StandardCharsets.UTF_8);
        return contributions.size() + ", " + text(sum) + ", " + ContentAddress.of(list);
    }

    private static String text(Money amount) {
        return amount.units() + " " + amount.currency();
    }
}
