package studio.karangou.desktop.engine.keychain;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;

/// macOS: the user's keychain, by the system's own command. The key goes in through the command's standard input, so
/// that no list of processes shows it.
final class MacKeychain implements SystemStore {
    private static final Logger LOG = LoggerFactory.getLogger(MacKeychain.class);
    private static final String SERVICE = "studio.karangou.desktop";
    /// errSecItemNotFound, as the command's exit code.
    private static final int NOT_FOUND = 44;
    private static final int MOST = 4_096;
    private static final long SECONDS = 60;

    private final Path command;

    /// @param command `/usr/bin/security`
    MacKeychain(Path command) {
        this.command = command;
    }

    @Override
    public KeyPlace place() {
        return KeyPlace.MACOS;
    }

    @Override
    public byte[] keep(String entry, byte[] key) {
        String line = "add-generic-password -U -s " + SERVICE + " -a " + entry + " -w "
                + HexFormat.of().formatHex(key) + "\n";
        if (run(List.of("-i"), line).exit != 0) {
            throw new KeychainFailure.StoreLocked().asException();
        }
        return new byte[0];
    }

    @Override
    public byte[] find(String entry, byte[] token) {
        Outcome told = run(List.of("find-generic-password", "-s", SERVICE, "-a", entry, "-w"), "");
        if (told.exit == NOT_FOUND) {
            throw new KeychainFailure.StoreLost().asException();
        }
        if (told.exit != 0) {
            throw new KeychainFailure.StoreLocked().asException();
        }
        try {
            return HexFormat.of().parseHex(told.out.strip());
        } catch (IllegalArgumentException e) {
            throw new FailureException(new KeychainFailure.StoreLost(), e);
        }
    }

    private record Outcome(int exit, String out) {}

    private Outcome run(List<String> words, String input) {
        ProcessBuilder builder = new ProcessBuilder(command.toString());
        builder.command().addAll(words);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.US_ASCII));
            }
            byte[] out = process.getInputStream().readNBytes(MOST);
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new KeychainFailure.StoreLocked().asException();
            }
            return new Outcome(process.exitValue(), new String(out, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.debug("the keychain does not answer", e);
            throw new FailureException(new KeychainFailure.StoreLocked(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new KeychainFailure.StoreLocked(), e);
        }
    }
}
