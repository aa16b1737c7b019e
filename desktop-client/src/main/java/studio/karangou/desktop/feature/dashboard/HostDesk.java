package studio.karangou.desktop.feature.dashboard;

import studio.karangou.common.protocol.PeopleApi.HandedOutCode;

/// What a host does for those in front of them. Blocks, and throws a
/// [studio.karangou.common.model.FailureException] with why not.
public interface HostDesk {
    /// A code to sign in with, for a phone that gets no messages; to be read out.
    HandedOutCode handOut(String phone);
}
