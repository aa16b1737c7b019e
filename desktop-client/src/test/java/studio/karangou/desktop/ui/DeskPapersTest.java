package studio.karangou.desktop.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.layout.Pane;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class DeskPapersTest {
    @BeforeAll
    static void toolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void a_machine_says_whether_it_has_a_printer_and_prints_nothing_without_one() throws Exception {
        DeskPapers papers = new DeskPapers();
        if (!papers.hasPrinter()) {
            assertThat(WaitForAsyncUtils.asyncFx(() -> papers.print(new Pane(), null))
                            .get(30, TimeUnit.SECONDS))
                    .isIn(Papers.Printing.NO_PRINTER, Papers.Printing.FAILED);
        }
    }
}
