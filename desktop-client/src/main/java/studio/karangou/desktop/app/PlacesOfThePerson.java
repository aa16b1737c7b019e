package studio.karangou.desktop.app;

import java.util.Optional;
import studio.karangou.common.model.PersonId;
import studio.karangou.desktop.feature.dashboard.DashboardLinks;

/// Where the dashboard leads.
record PlacesOfThePerson(Navigator navigator) implements DashboardLinks {
    @Override
    public void catalogue() {
        navigator.switchTo(new Destination.Catalogue());
    }

    @Override
    public void downloads() {
        navigator.switchTo(new Destination.OnThisDevice());
    }

    @Override
    public void projects() {
        navigator.switchTo(new Destination.ProjectList());
    }

    @Override
    public void discussions() {
        navigator.switchTo(new Destination.Discussions());
    }

    @Override
    public void waiting() {
        navigator.switchTo(new Destination.Waiting());
    }

    @Override
    public void account() {
        navigator.go(new Destination.Account());
    }

    @Override
    public void people() {
        navigator.go(new Destination.People(Optional.empty()));
    }

    @Override
    public void person(PersonId person) {
        navigator.go(new Destination.People(Optional.of(person)));
    }

    @Override
    public void faults() {
        navigator.go(new Destination.Faults());
    }
}
