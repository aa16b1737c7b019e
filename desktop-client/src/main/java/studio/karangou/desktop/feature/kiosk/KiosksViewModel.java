package studio.karangou.desktop.feature.kiosk;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// The venue's kiosks at the host's desk. What the host says is on disk before the screen says so, and reaches the
/// kiosks when both were in contact with the server.
public final class KiosksViewModel implements AutoCloseable {
    private final KioskDesk desk;
    private final Supplier<List<Project>> projects;
    private final Journal journal;
    private final InstantSource clock;
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Kiosks> kiosks = new ReadOnlyObjectWrapper<>(Kiosks.UNREAD);
    private final ReadOnlyObjectWrapper<Optional<OperationId>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> unread = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Failure>> unwritten = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Set<OperationId> settling = new HashSet<>();
    private final Refresh<Kiosks> refresh;
    private final Subscription subscription;

    /// @param projects that the device knows, for contributions that are to go to another one
    public KiosksViewModel(
            KioskDesk desk, Supplier<List<Project>> projects, Journal journal, InstantSource clock, Tasks tasks) {
        this.clock = clock;
        this.desk = desk;
        this.projects = projects;
        this.journal = journal;
        this.tasks = tasks;
        refresh = new Refresh<>(tasks, this::read, this::show, why -> unread.set(Optional.of(why)));
        subscription = desk.onChange(refresh::request);
        refresh.request();
    }

    public ReadOnlyObjectProperty<Kiosks> kiosks() {
        return kiosks.getReadOnlyProperty();
    }

    /// The cash that the host is asked once more about before it counts, or the refused contribution
    /// that they look for another project for.
    public ReadOnlyObjectProperty<Optional<OperationId>> asked() {
        return asked.getReadOnlyProperty();
    }

    /// Why the kiosks could not be read the last time.
    public ReadOnlyObjectProperty<Optional<Failure>> unread() {
        return unread.getReadOnlyProperty();
    }

    /// Why what was said last could not be written down.
    public ReadOnlyObjectProperty<Optional<Failure>> unwritten() {
        return unwritten.getReadOnlyProperty();
    }

    /// Reads again, after a failure.
    public void retry() {
        unread.set(Optional.empty());
        refresh.request();
    }

    /// Asks once more; money that counts cannot be made not to.
    public void ask(OperationId cash) {
        asked.set(Optional.of(cash));
    }

    /// Thinks better of it.
    public void forget() {
        asked.set(Optional.empty());
    }

    /// Writes down what became of cash, once.
    public void settle(OperationId cash, CashOutcome outcome) {
        boolean waits = kiosks.get().cash().stream().anyMatch(one -> one.id().equals(cash) && one.waits());
        if (!waits || !settling.add(cash)) {
            return;
        }
        unwritten.set(Optional.empty());
        tasks.run(
                () -> journal.record(new CashSettled(cash, outcome)),
                written -> {
                    forget();
                    refresh.request();
                },
                why -> {
                    settling.remove(cash);
                    unwritten.set(Optional.of(why));
                });
    }

    /// The projects that a refused contribution may go to.
    List<Project> choices(KioskRefusal refused) {
        Instant now = clock.instant();
        return kiosks.get().projects().stream()
                .filter(project -> refused.fits(project, now))
                .toList();
    }

    /// Records a refused contribution for another project.
    public void recordInstead(KioskRefusal refused, Project project) {
        write(() -> desk.recordInstead(refused.id(), refused.to(project)));
    }

    /// Shows a refused contribution no longer.
    public void dismiss(KioskRefusal refused) {
        write(() -> desk.dismiss(refused.id()));
    }

    private void write(Runnable what) {
        unwritten.set(Optional.empty());
        tasks.run(
                what,
                () -> {
                    forget();
                    refresh.request();
                },
                why -> unwritten.set(Optional.of(why)));
    }

    /// Chooses whether the kiosks hold a film.
    public void hold(FilmId film, boolean held) {
        if (kiosks.get().holds(film) == held) {
            return;
        }
        unwritten.set(Optional.empty());
        tasks.run(
                () -> journal.record(new KioskFilmChosen(film, held)),
                written -> refresh.request(),
                why -> unwritten.set(Optional.of(why)));
    }

    @Override
    public void close() {
        subscription.close();
    }

    private Kiosks read() {
        return new Kiosks(true, desk.cash(), desk.films(), desk.refused(), projects.get());
    }

    private void show(Kiosks read) {
        unread.set(Optional.empty());
        // what the server set aside waits again, and may be said again
        read.waiting().stream().filter(cash -> cash.refusal() != null).forEach(cash -> settling.remove(cash.id()));
        kiosks.set(read);
    }
}
