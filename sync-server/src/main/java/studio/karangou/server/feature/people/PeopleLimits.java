package studio.karangou.server.feature.people;

import java.time.Duration;
import java.time.InstantSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.http.AttemptLimit;

/// How often who may try what. An attempt counts when it begins, so that many at once are no way around; one that
/// succeeds is taken back.
///
/// An account is guarded twice: against each place that tries, and, more loosely, against all of them together.
/// Where its owner signed in a while ago only the first counts, so that strangers lock nobody out.
public final class PeopleLimits {
    private static final String HALF_OF_IPV6 = "[0-9a-f]{16}";
    private static final int CUSTOMER_DIGITS = 12;

    private final AttemptLimit addresses;
    private final AttemptLimit devices;
    private final AttemptLimit accounts;
    private final AttemptLimit accountsFromAnywhere;
    private final AttemptLimit letters;
    private final AttemptLimit lettersFromAnywhere;
    private final AttemptLimit lettersOfNetwork;
    private final AttemptLimit lettersOfAll;
    private final AttemptLimit textsOfNetwork;
    private final AttemptLimit ownLetters;
    private final AttemptLimit secondFactors;
    private final AttemptLimit factorCodes;
    private final AttemptLimit codesOfHost;
    private final KnownPlaces known;

    public PeopleLimits(InstantSource clock) {
        addresses = new AttemptLimit(60, Duration.ofSeconds(5), clock);
        devices = new AttemptLimit(60, Duration.ofSeconds(5), clock);
        accounts = new AttemptLimit(10, Duration.ofMinutes(1), clock);
        accountsFromAnywhere = new AttemptLimit(50, Duration.ofSeconds(30), clock);
        letters = new AttemptLimit(5, Duration.ofMinutes(5), clock);
        lettersFromAnywhere = new AttemptLimit(15, Duration.ofMinutes(10), clock);
        lettersOfNetwork = new AttemptLimit(100, Duration.ofSeconds(36), clock);
        lettersOfAll = new AttemptLimit(1_000, Duration.ofMillis(3_600), clock);
        textsOfNetwork = new AttemptLimit(10, Duration.ofMinutes(6), clock);
        ownLetters = new AttemptLimit(5, Duration.ofMinutes(10), clock);
        secondFactors = new AttemptLimit(5, Duration.ofMinutes(1), clock);
        factorCodes = new AttemptLimit(20, Duration.ofMinutes(72), clock);
        codesOfHost = new AttemptLimit(100, Duration.ofMinutes(15), clock);
        known = new KnownPlaces(clock);
    }

    /// Anything that a stranger asks for, by where they are.
    ///
    /// @throws studio.karangou.common.model.FailureException with
    ///     [studio.karangou.server.http.RequestFailure.TooManyAttempts], as do the others
    void stranger(Origin origin) {
        addresses.begin(origin.network());
        if (origin.device() != null) {
            devices.begin(origin.device().toString());
        }
    }

    /// A stranger who turned out to be somebody.
    void known(Origin origin) {
        addresses.succeeded(origin.network());
        if (origin.device() != null) {
            devices.succeeded(origin.device().toString());
        }
    }

    /// A letter to an address: nobody's mailbox is filled through us.
    void letter(Bytes lookup, Origin origin) {
        String place = known.place(lookup, origin);
        letters.begin(place);
        if (!known.contains(place)) {
            lettersFromAnywhere.begin(lookup.hex());
            lettersOfNetwork.begin(wide(origin));
            lettersOfAll.begin("");
        }
    }

    /// A text message to a number, besides what is said of letters: each costs money, and few numbers come from one
    /// network, so that nobody uses up the messages of all the others. (A network of phones has thousands
    /// behind one address: those who have signed in from there do not count.)
    void text(Bytes lookup, Origin origin) {
        if (!known.contains(known.place(lookup, origin))) {
            textsOfNetwork.begin(wide(origin));
        }
    }

    /// A customer may have 65,536 of the networks that are counted one by one (RFC 6177).
    private static String wide(Origin origin) {
        String network = origin.network();
        return network.matches(HALF_OF_IPV6) ? network.substring(0, CUSTOMER_DIGITS) : network;
    }

    /// A letter that somebody who is signed in has sent to whatever address: it counts for them, and for who
    /// gets it.
    void ownLetter(PersonId person, Bytes lookup) {
        ownLetters.begin(person.toString());
        lettersFromAnywhere.begin(lookup.hex());
    }

    /// A password for an address, whether it has an account or not.
    void password(Bytes lookup, Origin origin) {
        String place = known.place(lookup, origin);
        accounts.begin(place);
        if (!known.contains(place)) {
            accountsFromAnywhere.begin(lookup.hex());
        }
    }

    /// The password was right; its owner comes from there.
    void passwordRight(Bytes lookup, Origin origin) {
        String place = known.place(lookup, origin);
        accounts.succeeded(place);
        if (!known.contains(place)) {
            accountsFromAnywhere.succeeded(lookup.hex());
        }
        signedIn(lookup, origin);
    }

    /// The owner of an address comes from there.
    void signedIn(Bytes lookup, Origin origin) {
        known.add(lookup, origin);
    }

    /// A password, a code or a second factor of a person who is known otherwise.
    void secondFactor(PersonId person) {
        secondFactors.begin(person.toString());
    }

    void secondFactorRight(PersonId person) {
        secondFactors.succeeded(person.toString());
    }

    /// Where a code of a second factor is typed. They count apart: who has stolen a session keeps its owner from
    /// nothing at the door.
    enum Door {
        SIGN_IN,
        /// Inside, as a proof.
        PROOF
    }

    /// A code of a second factor: besides what is said above twenty, then twenty a day. There are a million, of which
    /// three are good at a time.
    void factorCode(PersonId person, Door door) {
        secondFactor(person);
        factorCodes.begin(door + " " + person);
    }

    void factorCodeRight(PersonId person, Door door) {
        secondFactorRight(person);
        factorCodes.succeeded(door + " " + person);
    }

    /// Another password keeps out who was guessing: its owner does not wait for what they did.
    void recovered(PersonId person) {
        secondFactors.forget(person.toString());
        factorCodes.forget(Door.SIGN_IN + " " + person);
    }

    /// A code that a host hands out: each can make an account with a number that nobody has proven. A full house
    /// at once, then as many a day.
    void codeOfHost(PersonId host) {
        codesOfHost.begin(host.toString());
    }
}
