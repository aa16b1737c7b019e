package studio.karangou.server.feature.people;

import java.time.Duration;
import java.time.InstantSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.http.AttemptLimit;

/// How often who may try what. An attempt counts when it begins, so that many at once are no way around; one that
/// succeeds is taken back.
public final class PeopleLimits {
    private final AttemptLimit addresses;
    private final AttemptLimit accounts;
    private final AttemptLimit letters;
    private final AttemptLimit secondFactors;

    public PeopleLimits(InstantSource clock) {
        addresses = new AttemptLimit(60, Duration.ofSeconds(5), clock);
        accounts = new AttemptLimit(10, Duration.ofMinutes(1), clock);
        letters = new AttemptLimit(5, Duration.ofMinutes(5), clock);
        secondFactors = new AttemptLimit(5, Duration.ofMinutes(1), clock);
    }

    /// Anything that a stranger asks for, by where they are.
    ///
    /// @throws studio.karangou.common.model.FailureException with
    ///     [studio.karangou.server.http.RequestFailure.TooManyAttempts], as do the others
    void stranger(String address) {
        addresses.begin(address);
    }

    /// A stranger who turned out to be somebody.
    void known(String address) {
        addresses.succeeded(address);
    }

    /// A letter to an address: nobody's mailbox is filled through us.
    void letter(Bytes lookup) {
        letters.begin(lookup.hex());
    }

    /// A password for an address, whether it has an account or not.
    void password(Bytes lookup) {
        accounts.begin(lookup.hex());
    }

    void passwordRight(Bytes lookup) {
        accounts.succeeded(lookup.hex());
    }

    /// A second factor of a person.
    void secondFactor(PersonId person) {
        secondFactors.begin(person.toString());
    }

    void secondFactorRight(PersonId person) {
        secondFactors.succeeded(person.toString());
    }
}
