package studio.karangou.desktop.feature.account;

import java.util.List;
import studio.karangou.common.protocol.ConsentApi.Consent;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;

/// What who is signed in agreed to, on the server. Methods block, may be interrupted, and throw a
/// [studio.karangou.common.model.FailureException] with why not.
public interface OwnConsents {
    /// What was decided; what was never asked is not there.
    List<Consent> consents();

    /// Records a decision; the latest counts.
    ///
    /// @param version of the question that was on the screen
    Consent decide(ConsentPurpose purpose, int version, boolean given);
}
