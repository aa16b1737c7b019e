package studio.karangou.desktop.feature.dashboard;

import studio.karangou.common.model.PersonId;

/// Where the dashboard leads.
public interface DashboardLinks {
    void catalogue();

    void downloads();

    void projects();

    void discussions();

    void waiting();

    void account();

    /// People and what they are to Karangou, for an administrator.
    void people();

    /// The sheet of who asks for a role, for an administrator.
    void person(PersonId person);

    /// Faults of clients, for an administrator.
    void faults();
}
