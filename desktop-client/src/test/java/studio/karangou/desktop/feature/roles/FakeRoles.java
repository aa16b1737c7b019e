package studio.karangou.desktop.feature.roles;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RoleHeld;
import studio.karangou.common.protocol.RoleApi.RoleRequest;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// Two who ask for a role and one who has one, in memory. Refuses as told.
public final class FakeRoles implements RoleDesk {
    public static final PersonId AFI = new PersonId(new UUID(7, 2));
    public static final PersonId KOSSI = new PersonId(new UUID(7, 3));
    public static final PersonId YAO = new PersonId(new UUID(7, 4));
    public static final String YAOS_ADDRESS = "yao@exemple.tg";

    private final List<RoleRequest> requests = new ArrayList<>();
    private final List<Account> people = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private Optional<Failure> refusal = Optional.empty();

    public FakeRoles(Instant now) {
        requests.add(new RoleRequest(AFI, "Afi Mensah", Role.DIRECTOR, now.minus(Duration.ofDays(3))));
        requests.add(new RoleRequest(KOSSI, "Kossi Agbodji", Role.PRODUCER, now.minus(Duration.ofHours(5))));
        people.add(person(AFI, "Afi Mensah", "afi@exemple.tg", now, new RoleHeld(Role.DIRECTOR, RoleState.REQUESTED)));
        people.add(person(KOSSI, "Kossi Agbodji", null, now, new RoleHeld(Role.PRODUCER, RoleState.REQUESTED)));
        people.add(person(
                YAO,
                "Yao Amegan",
                YAOS_ADDRESS,
                now,
                new RoleHeld(Role.VENUE_HOST, RoleState.VERIFIED),
                new RoleHeld(Role.ADMINISTRATOR, RoleState.VERIFIED)));
    }

    private static Account person(PersonId id, String name, @Nullable String email, Instant now, RoleHeld... roles) {
        return new Account(
                id,
                name,
                new LanguageTag("fr"),
                email,
                email == null ? "+22890123456" : null,
                List.of(roles),
                roles.length > 1,
                false,
                email != null,
                now.minus(Duration.ofDays(40)),
                0);
    }

    /// Every call fails so from now on, empty for none.
    public void refuseWith(Optional<Failure> failure) {
        refusal = failure;
    }

    /// What was asked for, in order.
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void called(String what) {
        asked.add(what);
        refusal.ifPresent(failure -> {
            throw new FailureException(failure);
        });
    }

    @Override
    public List<RoleRequest> requests() {
        called("requests");
        return List.copyOf(requests);
    }

    @Override
    public Account read(PersonId person) {
        called("read " + person);
        return people.stream()
                .filter(one -> one.id().equals(person))
                .findFirst()
                .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
    }

    @Override
    public Account find(String address) {
        called("find " + address);
        return people.stream()
                .filter(one -> address.equals(one.email()) || address.equals(one.phone()))
                .findFirst()
                .orElseThrow(() -> new PeopleFailure.UnknownPerson().asException());
    }

    @Override
    public void decide(PersonId person, Role role, RoleState state) {
        called("decide " + role + " " + state);
        requests.removeIf(one -> one.person().equals(person) && one.role() == role);
    }

    @Override
    public void take(PersonId person, Role role) {
        called("take " + role);
    }
}
