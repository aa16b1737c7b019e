package studio.karangou.desktop.feature.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.PeopleApi.Account;

/// The person in front of this device.
///
/// @param account as the server last said it
/// @param withoutNetwork whether they came in without the server; what needs it asks for the password again
/// @param offlineUntil until when this device lets them in without the server, null where it does not (a kiosk, a
///     second factor, nothing to show here as proof)
public record SignedIn(
        Account account, boolean withoutNetwork, @Nullable Instant offlineUntil) {
    @Override
    public String toString() {
        return "SignedIn[" + account.id() + "]";
    }
}
