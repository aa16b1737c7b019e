package studio.karangou.desktop.feature.kiosk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.desktop.ui.TaskFailure;

/// The venue's kiosks in memory.
public final class FakeKioskDesk implements KioskDesk {
    private final Listeners listeners = new Listeners();
    private final List<KioskCash> cash = new ArrayList<>();
    private final List<KioskFilm> films = new ArrayList<>();
    private final List<KioskRefusal> refused = new ArrayList<>();
    private final Map<OperationId, ContributionMade> instead = new LinkedHashMap<>();
    private boolean broken;

    public FakeKioskDesk add(KioskCash announced) {
        cash.addFirst(announced);
        listeners.changed();
        return this;
    }

    public FakeKioskDesk add(KioskFilm film) {
        films.removeIf(known -> known.film().equals(film.film()));
        films.add(film);
        listeners.changed();
        return this;
    }

    /// Something was said here and is in the journal.
    public void said(OperationId id, CashOutcome outcome) {
        replace(
                id,
                one -> new KioskCash(
                        id, one.kiosk(), one.project(), one.amount(), one.announcedAt(), one.state(), outcome, null));
    }

    /// The server answered.
    public void answered(OperationId id, ContributionState state, String refusal) {
        replace(
                id,
                one -> new KioskCash(
                        id, one.kiosk(), one.project(), one.amount(), one.announcedAt(), state, null, refusal));
    }

    private void replace(OperationId id, java.util.function.UnaryOperator<KioskCash> change) {
        cash.replaceAll(one -> one.id().equals(id) ? change.apply(one) : one);
        listeners.changed();
    }

    /// A film was chosen or taken back here.
    public void chose(FilmId film, String title, boolean held) {
        List<String> ready = films.stream()
                .filter(known -> known.film().equals(film))
                .flatMap(known -> known.readyOn().stream())
                .toList();
        add(new KioskFilm(film, title, held, ready));
    }

    public void breaks(boolean now) {
        broken = now;
        listeners.changed();
    }

    @Override
    public List<KioskCash> cash() {
        if (broken) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
        return List.copyOf(cash);
    }

    @Override
    public List<KioskFilm> films() {
        return films.stream()
                .filter(film -> film.chosen() || !film.readyOn().isEmpty())
                .toList();
    }

    /// A kiosk's contribution was set aside.
    public FakeKioskDesk add(KioskRefusal refusal) {
        refused.addFirst(refusal);
        listeners.changed();
        return this;
    }

    @Override
    public List<KioskRefusal> refused() {
        return List.copyOf(refused);
    }

    /// What was recorded in place of refused contributions.
    public Map<OperationId, ContributionMade> instead() {
        return instead;
    }

    @Override
    public void recordInstead(OperationId id, ContributionMade corrected) {
        instead.putIfAbsent(id, corrected);
        dismiss(id);
    }

    @Override
    public void dismiss(OperationId id) {
        if (broken) {
            throw new FailureException(new TaskFailure.Unexpected());
        }
        refused.removeIf(one -> one.id().equals(id));
        listeners.changed();
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return listeners.add(listener);
    }
}
