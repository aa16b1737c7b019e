package studio.karangou.desktop.feature.dashboard;

/// Where the dashboard leads.
public interface DashboardLinks {
    void catalogue();

    void downloads();

    void projects();

    void discussions();

    void waiting();

    void account();

    /// Faults of clients, for an administrator.
    void faults();
}
