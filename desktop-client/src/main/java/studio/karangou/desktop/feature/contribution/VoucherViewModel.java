package studio.karangou.desktop.feature.contribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.ui.Papers.Printing;
import studio.karangou.desktop.ui.Tasks;

/// Carrying a voucher away from a desk, as a picture or on paper.
final class VoucherViewModel {
    private final Tasks tasks;
    private final ReadOnlyObjectWrapper<Carried> carried = new ReadOnlyObjectWrapper<>(new Carried.NotYet());

    VoucherViewModel(Tasks tasks) {
        this.tasks = tasks;
    }

    /// How far it is.
    sealed interface Carried {
        record NotYet() implements Carried {}

        record Working() implements Carried {}

        record Saved(Path file) implements Carried {}

        record Printed() implements Carried {}

        record Refused(Failure failure) implements Carried {}
    }

    ReadOnlyObjectProperty<Carried> carried() {
        return carried.getReadOnlyProperty();
    }

    /// Writes the picture where a person chose.
    void save(Path file, byte[] png) {
        carried.set(new Carried.Working());
        tasks.run(() -> write(file, png), () -> carried.set(new Carried.Saved(file)), this::refused);
    }

    /// @param hasPrinter blocks, so it is asked in the background
    /// @param print on the FX thread, if there is a printer
    void print(BooleanSupplier hasPrinter, Supplier<Printing> print) {
        carried.set(new Carried.Working());
        tasks.run(hasPrinter::getAsBoolean, there -> printed(there ? print.get() : Printing.NO_PRINTER), this::refused);
    }

    private void printed(Printing outcome) {
        carried.set(
                switch (outcome) {
                    case PRINTED -> new Carried.Printed();
                    case CANCELLED -> new Carried.NotYet();
                    case NO_PRINTER -> new Carried.Refused(new ContributionFailure.NoPrinter());
                    case FAILED -> new Carried.Refused(new ContributionFailure.NotPrinted());
                });
    }

    private void refused(Failure failure) {
        carried.set(new Carried.Refused(failure));
    }

    /// As a whole or not at all: half a picture would be taken for a code.
    private static void write(Path file, byte[] png) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.write(part, png);
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new FailureException(new ContributionFailure.NotSaved(), e);
        }
    }
}
