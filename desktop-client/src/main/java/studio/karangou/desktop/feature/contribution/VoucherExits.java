package studio.karangou.desktop.feature.contribution;

import java.util.function.Supplier;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.desktop.ui.Papers;
import studio.karangou.desktop.ui.PngPicture;
import studio.karangou.desktop.ui.Tasks;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Buttons;
import studio.karangou.desktop.ui.controls.Notice;
import studio.karangou.desktop.ui.controls.Tone;

/// The two ways to carry a voucher away from a desk. A kiosk has neither: it shows no dialog of the system's.
final class VoucherExits extends VBox {
    private final Papers papers;
    private final Texts texts;
    private final VoucherViewModel model;
    private final Supplier<Parent> sheet;
    private final String name;
    private final Button save;
    private final Button print;
    private final VBox outcome = new VBox();

    /// @param sheet makes the voucher's sheet, a new one each time
    VoucherExits(VoucherCode code, Supplier<Parent> sheet, Papers papers, Tasks tasks, Texts texts) {
        super(10);
        this.papers = papers;
        this.texts = texts;
        this.sheet = sheet;
        model = new VoucherViewModel(tasks);
        name = "karangou-" + code + ".png";
        save = Buttons.plain("voucher-save", texts.of("voucher.save"), Feather.DOWNLOAD, this::save);
        print = Buttons.plain("voucher-print", texts.of("voucher.print"), Feather.PRINTER, this::print);
        getChildren().addAll(new HBox(10, save, print), outcome);
        // both live and die with this box
        model.carried().subscribe(this::show);
    }

    private void save() {
        papers.choosePicture(window(), texts.of("voucher.save"), name)
                .ifPresent(file -> model.save(file, PngPicture.of(sheet.get())));
    }

    private void print() {
        model.print(papers::hasPrinter, () -> papers.print(sheet.get(), window()));
    }

    private void show(VoucherViewModel.Carried carried) {
        boolean working = carried instanceof VoucherViewModel.Carried.Working;
        save.setDisable(working);
        print.setDisable(working);
        outcome.getChildren().clear();
        outcome.setManaged(false);
        switch (carried) {
            case VoucherViewModel.Carried.NotYet _, VoucherViewModel.Carried.Working _ -> {}
            case VoucherViewModel.Carried.Saved saved ->
                say(new Notice(Tone.OK, texts.of("voucher.saved", saved.file())));
            case VoucherViewModel.Carried.Printed _ -> say(new Notice(Tone.OK, texts.of("voucher.printed")));
            case VoucherViewModel.Carried.Refused refused ->
                say(new Notice(Tone.BAD, texts.of(refused.failure()))
                        .withCode(refused.failure().code()));
        }
    }

    private void say(Notice notice) {
        notice.setId("voucher-outcome");
        outcome.getChildren().setAll(notice);
        outcome.setManaged(true);
    }

    private @Nullable Window window() {
        return getScene() == null ? null : getScene().getWindow();
    }
}
