package studio.karangou.planted.desktop.app;

import javafx.application.Platform;

final class CallsPlatform {
    static void stop() {
        Platform.exit();
    }
}
