package studio.karangou.desktop.feature.contribution;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.Journal;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OneLine;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.desktop.ui.Tasks;

/// Contributing to one project. Nothing is said to be recorded before it is on disk, and pressing twice
/// records once.
public final class ContributeViewModel {
    /// How long a voucher can be paid, in days after the one on which it is made.
    private static final int VOUCHER_DAYS = 7;

    /// Digits in one run, or in groups of three that the same separator parts; so "1000,00" is no amount.
    private static final Pattern WHOLE_AMOUNT =
            Pattern.compile("[0-9]{1,15}|[0-9]{1,3}([., \\u00a0\\u202f])[0-9]{3}(?:\\1[0-9]{3}){0,3}");

    private final ProjectId project;
    private Optional<FilmId> film;
    private final ReadOnlyObjectProperty<Funding> funding;
    private final Journal journal;
    private final CashRule cash;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final Tasks tasks;
    private final ObjectProperty<Optional<Money>> amount = new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty otherAmount = new SimpleStringProperty("");
    private final StringProperty name = new SimpleStringProperty("");
    private final ObjectProperty<ContributionMethod> method = new SimpleObjectProperty<>(ContributionMethod.VOUCHER);
    private final BooleanProperty cashReceived = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<ContributionStep> step =
            new ReadOnlyObjectWrapper<>(new ContributionStep.Choosing());

    /// @param film that was on, empty if none
    /// @param random draws voucher codes; unguessable in the program
    public ContributeViewModel(
            ProjectId project,
            Optional<FilmId> film,
            ReadOnlyObjectProperty<Funding> funding,
            Journal journal,
            CashRule cash,
            InstantSource clock,
            RandomGenerator random,
            Tasks tasks) {
        this.project = project;
        this.film = film;
        this.funding = funding;
        this.journal = journal;
        this.cash = cash;
        this.clock = clock;
        this.random = random;
        this.tasks = tasks;
        amount.set(Optional.of(suggested().get(1)));
    }

    public ProjectId projectId() {
        return project;
    }

    /// Empty while it is not known.
    String projectTitle() {
        return project().map(Project::title).orElse("");
    }

    /// Another film of the same project is on now; what was chosen and typed stays.
    public void during(Optional<FilmId> other) {
        film = other;
    }

    /// Whether a contribution is on its way to the disk, or its code still waits to be carried away.
    public boolean isHeld() {
        return switch (step.get()) {
            case ContributionStep.Recording recording -> true;
            case ContributionStep.Recorded recorded -> true;
            case ContributionStep.Choosing choosing -> false;
            case ContributionStep.Refused refused -> false;
        };
    }

    /// The project, empty while it is not known.
    public Optional<Project> project() {
        return funding.get().project(project);
    }

    /// Why nobody can contribute now, empty if they can.
    public Optional<Failure> closed() {
        Instant now = clock.instant();
        Optional<Project> known = project();
        if (known.filter(it -> it.accepts(now)).isPresent()) {
            return Optional.empty();
        }
        boolean late = known.filter(it -> it.state().acceptsContributions()).isPresent();
        return Optional.of(late ? new ContributionFailure.DeadlinePassed() : new ContributionFailure.ProjectNotOpen());
    }

    /// What is done with cash here.
    public CashRule cash() {
        return cash;
    }

    /// The amounts offered, in the project's currency.
    public List<Money> suggested() {
        return switch (currency()) {
            case XOF -> List.of(Money.xof(500), Money.xof(1_000), Money.xof(5_000));
            case EUR -> List.of(euros(2), euros(5), euros(20));
        };
    }

    /// The amount chosen among the suggested ones, empty when another is typed.
    public ObjectProperty<Optional<Money>> amount() {
        return amount;
    }

    /// Another amount, as typed, in whole units of the currency.
    public StringProperty otherAmount() {
        return otherAmount;
    }

    /// The contributor's name; may stay empty.
    public StringProperty name() {
        return name;
    }

    public ObjectProperty<ContributionMethod> method() {
        return method;
    }

    /// Whether the host confirms to have the cash.
    public BooleanProperty cashReceived() {
        return cashReceived;
    }

    public ReadOnlyObjectProperty<ContributionStep> step() {
        return step.getReadOnlyProperty();
    }

    /// Chooses a suggested amount.
    public void choose(Money suggested) {
        otherAmount.set("");
        amount.set(Optional.of(suggested));
    }

    /// The amount that would be recorded now, empty while there is no valid one.
    public Optional<Money> effectiveAmount() {
        try {
            return Optional.of(chosenAmount());
        } catch (FailureException e) {
            return Optional.empty();
        }
    }

    /// Records the contribution. Does nothing while one is being recorded or is recorded.
    public void confirm() {
        switch (step.get()) {
            case ContributionStep.Recording recording -> {}
            case ContributionStep.Recorded recorded -> {}
            case ContributionStep.Choosing choosing -> record();
            case ContributionStep.Refused refused -> record();
        }
    }

    /// Begins another contribution to the same project.
    public void again() {
        if (step.get() instanceof ContributionStep.Recording) {
            return;
        }
        name.set("");
        cashReceived.set(false);
        method.set(ContributionMethod.VOUCHER);
        choose(suggested().get(1));
        step.set(new ContributionStep.Choosing());
    }

    private void record() {
        ContributionMade made;
        try {
            made = checked();
        } catch (FailureException e) {
            step.set(new ContributionStep.Refused(e.failure()));
            return;
        }
        step.set(new ContributionStep.Recording());
        tasks.run(() -> journal.record(made), operation -> recorded(operation, made), this::refused);
    }

    private void recorded(Operation operation, ContributionMade made) {
        step.set(new ContributionStep.Recorded(
                new RecordedContribution(operation.id(), made, operation.time().instant(), null, null)));
    }

    private void refused(Failure failure) {
        step.set(new ContributionStep.Refused(failure));
    }

    private ContributionMade checked() {
        closed().ifPresent(why -> {
            throw new FailureException(why);
        });
        Money money = chosenAmount();
        String contributor = OneLine.of(name.get());
        if (contributor.length() > Limits.NAME_CHARS) {
            throw new FailureException(new ContributionFailure.NameTooLong(Limits.NAME_CHARS));
        }
        boolean byVoucher = method.get() == ContributionMethod.VOUCHER;
        if (!byVoucher) {
            checkCash();
        }
        return new ContributionMade(
                project,
                film.orElse(null),
                money,
                method.get(),
                byVoucher ? VoucherCode.draw(random) : null,
                byVoucher ? voucherExpires() : null,
                contributor.isEmpty() ? null : contributor);
    }

    /// The end of the last day in UTC, as that whole day is promised.
    private Instant voucherExpires() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(VOUCHER_DAYS + 1)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .minusMillis(1);
    }

    private void checkCash() {
        switch (cash) {
            case HOST_CONFIRMS -> {
                if (!cashReceived.get()) {
                    throw new FailureException(new ContributionFailure.CashNotReceived());
                }
            }
            case HANDED_IN_LATER -> {}
            case NOT_TAKEN -> throw new FailureException(new ContributionFailure.NoCashHere());
        }
    }

    private Money chosenAmount() {
        if (otherAmount.get().isBlank()) {
            return amount.get().orElseThrow(() -> new FailureException(new ContributionFailure.NoAmount()));
        }
        long whole = parse(otherAmount.get());
        long perUnit = Math.round(Math.pow(10, currency().decimals()));
        if (whole > Limits.CONTRIBUTION_UNITS / perUnit) {
            throw new FailureException(new ContributionFailure.TooMuch(Limits.CONTRIBUTION_UNITS / perUnit));
        }
        return new Money(currency(), whole * perUnit);
    }

    /// Cents are not read: in an amount, a separator stands between groups of three digits or it is a mistake.
    private static long parse(String typed) {
        String written = typed.strip();
        if (!WHOLE_AMOUNT.matcher(written).matches()) {
            throw new FailureException(new ContributionFailure.NoAmount());
        }
        long value = Long.parseLong(written.replaceAll("[^0-9]", ""));
        if (value == 0) {
            throw new FailureException(new ContributionFailure.NoAmount());
        }
        return value;
    }

    /// The currency that the project collects.
    public Money.Currency currency() {
        return project().map(it -> it.goal().currency()).orElse(Money.Currency.XOF);
    }

    private static Money euros(long whole) {
        return new Money(Money.Currency.EUR, whole * 100);
    }
}
