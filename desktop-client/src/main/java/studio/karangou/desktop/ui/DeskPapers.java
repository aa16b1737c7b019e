package studio.karangou.desktop.ui;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.print.PageLayout;
import javafx.print.Printer;
import javafx.print.PrinterJob;
import javafx.scene.Node;
import javafx.scene.transform.Scale;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The system's own dialogs for files and printers.
public final class DeskPapers implements Papers {
    private static final Logger LOG = LoggerFactory.getLogger(DeskPapers.class);

    @Override
    public Optional<Path> choosePicture(@Nullable Window owner, String title, String name) {
        return choose(owner, title, name, "PNG", ".png");
    }

    @Override
    public Optional<Path> chooseArchive(@Nullable Window owner, String title, String name) {
        return choose(owner, title, name, "ZIP", ".zip");
    }

    @Override
    public Optional<Path> chooseFolder(@Nullable Window owner, String title) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        return Optional.ofNullable(chooser.showDialog(owner)).map(File::toPath);
    }

    private static Optional<Path> choose(
            @Nullable Window owner, String title, String name, String kind, String ending) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, "*" + ending));
        return Optional.ofNullable(chooser.showSaveDialog(owner))
                .map(File::toPath)
                .map(chosen -> withEnding(chosen, ending));
    }

    private static Path withEnding(Path chosen, String ending) {
        String name = chosen.getFileName().toString();
        return name.toLowerCase(java.util.Locale.ROOT).endsWith(ending) ? chosen : chosen.resolveSibling(name + ending);
    }

    @Override
    public boolean hasPrinter() {
        try {
            return printer().isPresent();
        } catch (RuntimeException e) {
            LOG.warn("the system cannot say whether there is a printer", e);
            return false;
        }
    }

    /// The usual one; any where the system has none that is usual.
    private static Optional<Printer> printer() {
        return Optional.ofNullable(Printer.getDefaultPrinter())
                .or(() -> Printer.getAllPrinters().stream().findFirst());
    }

    @Override
    public Printing print(Node sheet, @Nullable Window owner) {
        try {
            Optional<PrinterJob> created = printer().map(PrinterJob::createPrinterJob);
            if (created.isEmpty()) {
                return Printing.NO_PRINTER;
            }
            PrinterJob job = created.get();
            if (!job.showPrintDialog(owner)) {
                job.cancelJob();
                return Printing.CANCELLED;
            }
            fit(sheet, job.getJobSettings().getPageLayout());
            return job.printPage(sheet) && job.endJob() ? Printing.PRINTED : Printing.FAILED;
        } catch (RuntimeException e) {
            LOG.error("printing failed", e);
            return Printing.FAILED;
        }
    }

    private static void fit(Node sheet, PageLayout page) {
        Bounds size = sheet.getLayoutBounds();
        double scale =
                Math.min(page.getPrintableWidth() / size.getWidth(), page.getPrintableHeight() / size.getHeight());
        sheet.getTransforms().setAll(new Scale(Math.min(1, scale), Math.min(1, scale)));
    }
}
