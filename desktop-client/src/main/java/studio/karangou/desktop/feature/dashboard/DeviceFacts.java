package studio.karangou.desktop.feature.dashboard;

import java.util.List;
import studio.karangou.common.model.Money;

/// What this device knows by itself, for the dashboard.
///
/// @param online whether the server answers
/// @param pending operations that it does not have yet
/// @param setAside operations that it keeps aside
/// @param ready films that can be shown without a network
/// @param incoming films on their way
/// @param films in the catalogue
/// @param contributions recorded on this device
/// @param contributed their amounts, one for each currency
/// @param openProjects that take contributions
/// @param discussions with messages
public record DeviceFacts(
        boolean online,
        int pending,
        int setAside,
        int ready,
        int incoming,
        int films,
        int contributions,
        List<Money> contributed,
        int openProjects,
        int discussions) {}
