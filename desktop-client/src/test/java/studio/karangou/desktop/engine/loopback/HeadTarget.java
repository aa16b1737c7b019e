package studio.karangou.desktop.engine.loopback;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import studio.karangou.desktop.fuzz.FuzzTarget;

/// What any program of this machine may say to our port.
public final class HeadTarget implements FuzzTarget {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    public static void fuzzerTestOneInput(byte[] bytes) {
        new HeadTarget().read(bytes);
    }

    @Override
    public String name() {
        return "head";
    }

    @Override
    public void read(byte[] bytes) {
        try (Socket nobody = new Socket()) {
            RequestHead.read(nobody, new BufferedInputStream(new ByteArrayInputStream(bytes)), PATIENCE, PATIENCE)
                    .ifPresent(head -> ByteRange.of(head.headers().get("range"), 1_000));
        } catch (ProtocolException e) {
            return; // said no
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "GET /films/a/master.m3u8 HTTP/1.1\r\nHost: 127.0.0.1:1\r\nRange: bytes=0-9\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII),
                "HEAD / HTTP/1.0\nConnection: keep-alive\n\n".getBytes(StandardCharsets.US_ASCII));
    }
}
