package studio.karangou.packaging.bench;

import java.io.IOException;
import java.nio.file.Path;

/// `FOLDER`: makes a device with a catalogue in it, on which the client's AOT cache is trained; prints its data folder.
public final class TrainingGroundMain {
    private TrainingGroundMain() {}

    public static void main(String[] arguments) throws IOException {
        System.out.println(StartupGround.device(Path.of(arguments[0])));
    }
}
