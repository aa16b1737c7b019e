package studio.karangou.server.feature.people;

import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.server.db.Transaction;

/// What opens an account. Where no messages reach phones, a host's code stands in for them, and it opens only what has
/// nothing to lose but itself: so an account that a phone alone opens takes on nothing by which hosts' codes would be
/// refused, or its owner could never sign in again.
final class WaysIn {
    private final TextBudget texts;
    private final Attendance attendance;
    private final PeopleStore people = new PeopleStore();
    private final SecondFactorStore secondFactors = new SecondFactorStore();

    WaysIn(TextBudget texts, Attendance attendance) {
        this.texts = texts;
        this.attendance = attendance;
    }

    /// Whether this host is one who can say who the person is: whoever knows a number is not yet its owner's host.
    boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person) {
        return attendance.mayBeKnownTo(transaction, host, person);
    }

    /// Whether this host's code may stand for a message to this person's phone.
    boolean isOpenTo(Transaction transaction, PersonId host, PersonId person) {
        return mayBeKnownTo(transaction, host, person)
                && isPhoneAlone(transaction, person)
                && !hasMoreToLose(transaction, person);
    }

    /// To be called before an account takes on what no host's code may open.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.OtherWayInNeeded]
    void checkOpensWithoutHost(Transaction transaction, PersonId person) {
        if (!texts.hasGateway() && isPhoneAlone(transaction, person)) {
            throw new AccountFailure.OtherWayInNeeded().asException();
        }
    }

    /// To be called after an account lost a way in: what it holds must not be beyond all that is left.
    ///
    /// @throws studio.karangou.common.model.FailureException with [AccountFailure.OtherWayInNeeded]
    void checkStaysOpen(Transaction transaction, PersonId person) {
        if (!texts.hasGateway() && isPhoneAlone(transaction, person) && hasMoreToLose(transaction, person)) {
            throw new AccountFailure.OtherWayInNeeded().asException();
        }
    }

    private boolean hasMoreToLose(Transaction transaction, PersonId person) {
        return secondFactors.isConfirmed(transaction, person)
                || people.roles(transaction, person).stream()
                        .anyMatch(held -> held.role() != Role.SPECTATOR && held.state() != RoleState.REFUSED);
    }

    /// Whether nothing opens the account but a phone: no password, no e-mail, no other provider.
    private boolean isPhoneAlone(Transaction transaction, PersonId person) {
        return people.find(transaction, person)
                        .filter(found -> found.password() == null)
                        .isPresent()
                && people.contacts(transaction, person).stream()
                        .noneMatch(contact -> contact.kind() == ContactKind.EMAIL)
                && !people.hasIdentity(transaction, person);
    }
}
