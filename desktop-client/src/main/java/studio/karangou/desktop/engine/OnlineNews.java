package studio.karangou.desktop.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import studio.karangou.desktop.engine.delivery.Delivery;
import studio.karangou.desktop.engine.kiosk.KioskKeeper;

/// Tells whoever waits for the network that it is back.
final class OnlineNews {
    private final BooleanSupplier there;
    private final Delivery delivery;
    private final KioskKeeper keeper;
    private final PeopleHere people;
    private final AtomicBoolean was = new AtomicBoolean();

    /// @param there whether the server answered last
    OnlineNews(BooleanSupplier there, Delivery delivery, KioskKeeper keeper, PeopleHere people) {
        this.there = there;
        this.delivery = delivery;
        this.keeper = keeper;
        this.people = people;
    }

    /// Something about sync changed.
    void look() {
        boolean now = there.getAsBoolean();
        if (was.getAndSet(now) != now && now) {
            delivery.networkIsBack();
            keeper.networkIsBack();
            people.contact();
        } else if (now) {
            delivery.networkIsThere();
        }
    }
}
