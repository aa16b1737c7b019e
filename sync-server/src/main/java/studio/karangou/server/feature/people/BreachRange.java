package studio.karangou.server.feature.people;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks a service that answers by range (k-anonymity): it learns five of forty digits of the password's SHA-1,
/// and answers with the other digits of every breached password that begins so, as in
/// `0018A45C4D1DEF81644B54AB7F969B88D65:3`.
public final class BreachRange implements BreachedPasswords, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BreachRange.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int PREFIX = 5;
    private static final int OK = 200;

    private final String address;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /// @param address that the five digits follow
    public BreachRange(String address) {
        this.address = address;
    }

    @Override
    public boolean contain(String password) {
        String digest = sha1(password);
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + digest.substring(0, PREFIX)))
                .timeout(PATIENCE)
                .header("Add-Padding", "true") // the answer's length tells nothing then
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                LOG.warn("the look-up of breached passwords answered {}", answer.statusCode());
                return false;
            }
            String rest = digest.substring(PREFIX) + ":";
            return answer.body()
                    .lines()
                    .map(String::strip)
                    .anyMatch(line -> line.regionMatches(true, 0, rest, 0, rest.length()) && !line.endsWith(":0"));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the look-up of breached passwords does not answer");
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static String sha1(String password) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
