package studio.karangou.server.feature.people;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import studio.karangou.common.protocol.Wire;

/// A provider that speaks OpenID Connect over real sockets, checks PKCE and its client as a provider does, and
/// can be told to lie.
final class MockIssuer implements AutoCloseable {
    private final HttpServer server;
    private final InstantSource clock;
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private RSAKey key = newKey("one");
    private UnaryOperator<JWTClaimsSet.Builder> lie = UnaryOperator.identity();
    private JWSAlgorithm algorithm = JWSAlgorithm.RS256;
    private boolean otherKey;

    MockIssuer(InstantSource clock) throws IOException {
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(
                        exchange,
                        200,
                        Map.of(
                                "issuer", issuer(),
                                "authorization_endpoint", issuer() + "/authorize",
                                "token_endpoint", issuer() + "/token",
                                "jwks_uri", issuer() + "/keys")));
        server.createContext("/keys", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        server.createContext("/token", this::token);
        server.start();
    }

    OidcProvider provider() {
        return new OidcProvider("mock", "Mock", URI.create(issuer()), "karangou", "geheim");
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What the browser brings back once somebody has said yes at the address.
    Map<String, String> consent(String address) {
        Map<String, String> asked = fields(URI.create(address).getRawQuery());
        String code = "code-" + codes.size();
        codes.put(code, asked);
        return Map.of("code", code, "state", asked.get("state"));
    }

    void lie(UnaryOperator<JWTClaimsSet.Builder> lie) {
        this.lie = lie;
    }

    void signWithAnotherKey() {
        otherKey = true;
    }

    void rotateKey() {
        key = newKey("two");
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> given =
                fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(given.getOrDefault("code", ""));
        String client =
                "Basic " + Base64.getEncoder().encodeToString("karangou:geheim".getBytes(StandardCharsets.UTF_8));
        boolean good = asked != null
                && client.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && asked.get("redirect_uri").equals(given.get("redirect_uri"))
                && asked.get("code_challenge_method").equals("S256")
                && asked.get("code_challenge").equals(challenge(given.get("code_verifier")));
        if (good) {
            answer(exchange, 200, Map.of("token_type", "Bearer", "access_token", "x", "id_token", idToken(asked)));
        } else {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private String idToken(Map<String, String> asked) {
        JWTClaimsSet claims = lie.apply(new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("afi-4711")
                        .audience("karangou")
                        .issueTime(Date.from(clock.instant()))
                        .expirationTime(Date.from(clock.instant().plusSeconds(300)))
                        .claim("nonce", asked.get("nonce"))
                        .claim("email", "afi@exemple.tg")
                        .claim("email_verified", true)
                        .claim("name", "Afi Mensah"))
                .build();
        try {
            RSAKey signing = otherKey ? newKey(key.getKeyID()) : key;
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(algorithm).keyID(signing.getKeyID()).build(), claims);
            token.sign(new RSASSASigner(signing));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String form) {
        return Arrays.stream(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = Wire.toJson(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
