package studio.karangou.desktop.engine.people;

import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.common.model.FailureException;
import studio.karangou.desktop.fuzz.FuzzTarget;

/// What a browser brings back from a provider, and where a server sends it.
public final class RedirectTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new RedirectTarget().read(bytes);
    }

    @Override
    public String name() {
        return "redirect";
    }

    @Override
    public void read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        ProviderRedirect.Return.parameters(text);
        try {
            String scheme = ProviderRedirect.webAddress(text).getScheme();
            if (!scheme.equals("http") && !scheme.equals("https")) {
                throw new AssertionError(scheme);
            }
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "code=a%20b&state=c".getBytes(StandardCharsets.US_ASCII),
                "https://exemple.tg/authorize?x=y#z".getBytes(StandardCharsets.US_ASCII));
    }
}
