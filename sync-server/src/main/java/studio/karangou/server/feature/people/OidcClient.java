package studio.karangou.server.feature.people;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;

/// Talks to one provider: its description, its keys, and a code for an ID token, which is believed only when
/// every check of OpenID Connect Core 1.0, section 3.1.3.7, holds.
final class OidcClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OidcClient.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KNOWN = Duration.ofHours(1);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int MOST_WAITING = 8;
    private static final int ANSWER_BYTES = 256 * 1024;
    private static final int OK = 200;
    /// Signatures by the provider's own key; `none` and shared secrets are not among them.
    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.RS512);

    private final OidcProvider provider;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Semaphore waiting = new Semaphore(MOST_WAITING);
    private volatile @Nullable Description description;
    private volatile @Nullable Instant failed;

    OidcClient(OidcProvider provider, Clock clock) {
        this.provider = provider;
        this.clock = clock;
    }

    /// What the provider says of itself.
    ///
    /// @param saysIssuer whether it says who it is when it sends the browser back
    private record Description(URI authorization, URI token, JWKSet keys, boolean saysIssuer, Instant read) {}

    /// Who somebody is.
    ///
    /// @param email null if the provider does not vouch for one
    record Identity(
            String issuer,
            String subject,
            @Nullable String email,
            @Nullable String name) {
        @Override
        public String toString() {
            return "Identity[" + issuer + "]";
        }
    }

    /// Where the browser goes (RFC 6749, section 4.1.1, with PKCE: RFC 7636).
    URI authorization(String redirect, String state, String nonce, String challenge) {
        Description known = description(false);
        String query = form(Map.of(
                "response_type",
                "code",
                "client_id",
                provider.clientId(),
                "redirect_uri",
                redirect,
                "scope",
                "openid email profile",
                "state",
                state,
                "nonce",
                nonce,
                "code_challenge",
                challenge,
                "code_challenge_method",
                "S256"));
        String separator = known.authorization().getRawQuery() == null ? "?" : "&";
        return URI.create(known.authorization() + separator + query);
    }

    /// Checks who has sent the browser back (RFC 9207; ASVS 5.0, 10.2.2).
    ///
    /// @param issuer what came with the code, null if nothing did
    /// @throws FailureException with [PeopleFailure.ProviderRefused] if it was another one, or nobody said
    ///     although this provider always does
    void checkIssuer(@Nullable String issuer) {
        boolean right = issuer == null
                ? !description(false).saysIssuer()
                : issuer.equals(provider.issuer().toString());
        if (!right) {
            throw new PeopleFailure.ProviderRefused().asException();
        }
    }

    /// Gives the code back for a token, and reads it.
    ///
    /// @throws FailureException with [PeopleFailure.ProviderRefused] or [PeopleFailure.ProviderUnreachable]
    Identity identity(String code, String redirect, String verifier, String nonce) {
        Description known = description(false);
        HttpRequest.Builder request = HttpRequest.newBuilder(known.token())
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", redirect,
                        "client_id", provider.clientId(),
                        "code_verifier", verifier))));
        if (provider.secret() != null) {
            String pair = encoded(provider.clientId()) + ":" + encoded(provider.secret());
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        }
        String token = json(request.build()).path("id_token").asText();
        return read(token, nonce);
    }

    private Identity read(String token, String nonce) {
        try {
            return identity(verified(token, nonce, description(false)));
        } catch (BadJOSEException e) {
            return readAgain(token, nonce, e);
        } catch (ParseException | JOSEException e) {
            throw new FailureException(new PeopleFailure.ProviderRefused(), e);
        }
    }

    /// Perhaps the provider has a new key; once is enough.
    private Identity readAgain(String token, String nonce, BadJOSEException first) {
        try {
            return identity(verified(token, nonce, description(true)));
        } catch (ParseException | JOSEException | BadJOSEException e) {
            e.addSuppressed(first);
            throw new FailureException(new PeopleFailure.ProviderRefused(), e);
        }
    }

    private JWTClaimsSet verified(String token, String nonce, Description known)
            throws ParseException, BadJOSEException, JOSEException {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(known.keys())));
        processor.setJWTClaimsSetVerifier(
                new DefaultJWTClaimsVerifier<>(
                        provider.clientId(),
                        new JWTClaimsSet.Builder()
                                .issuer(provider.issuer().toString())
                                .claim("nonce", nonce)
                                .build(),
                        Set.of("sub", "iat", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                });
        return processor.process(token, null);
    }

    /// A token for several is for us only if we had it issued (OpenID Connect Core 1.0, section 3.1.3.7, steps
    /// 4 and 5).
    private Identity identity(JWTClaimsSet claims) throws ParseException {
        String authorised = claims.getStringClaim("azp");
        if (authorised == null ? claims.getAudience().size() > 1 : !authorised.equals(provider.clientId())) {
            throw new PeopleFailure.ProviderRefused().asException();
        }
        boolean vouched = Boolean.TRUE.equals(claims.getClaim("email_verified"));
        return new Identity(
                claims.getIssuer(),
                claims.getSubject(),
                vouched ? claims.getStringClaim("email") : null,
                claims.getStringClaim("name"));
    }

    /// What the provider says of itself, asked by one at a time. A provider that is silent is not asked again
    /// at once, and few wait for it: those who do take places that others need.
    private Description description(boolean anew) {
        @Nullable Description known = description;
        if (known != null && !anew && isFresh(known)) {
            return known;
        }
        @Nullable Instant silent = failed;
        if ((silent != null && clock.instant().isBefore(silent.plus(SILENCE))) || !waiting.tryAcquire()) {
            throw new PeopleFailure.ProviderUnreachable().asException();
        }
        try {
            return asked(known);
        } finally {
            waiting.release();
        }
    }

    /// @param known what is asked for anew
    private synchronized Description asked(@Nullable Description known) {
        @Nullable Description there = description;
        if (there != null && !there.equals(known)) {
            return there; // somebody else asked meanwhile
        }
        @Nullable Instant silent = failed;
        if (silent != null && clock.instant().isBefore(silent.plus(SILENCE))) {
            throw new PeopleFailure.ProviderUnreachable().asException();
        }
        try {
            Description told = ask();
            description = told;
            failed = null;
            return told;
        } catch (FailureException e) {
            failed = clock.instant();
            throw e;
        }
    }

    private boolean isFresh(Description known) {
        return !clock.instant().isAfter(known.read().plus(KNOWN));
    }

    private Description ask() {
        String base = provider.issuer().toString().replaceAll("/$", "");
        JsonNode told = json(get(URI.create(base + "/.well-known/openid-configuration")));
        if (!told.path("issuer").asText().equals(provider.issuer().toString())) {
            throw new PeopleFailure.ProviderRefused().asException();
        }
        JsonNode keys = json(get(address(told, "jwks_uri")));
        try {
            return new Description(
                    address(told, "authorization_endpoint"),
                    address(told, "token_endpoint"),
                    JWKSet.parse(keys.toString()),
                    told.path("authorization_response_iss_parameter_supported").asBoolean(false),
                    clock.instant());
        } catch (ParseException e) {
            throw new FailureException(new PeopleFailure.ProviderRefused(), e);
        }
    }

    /// An address that the provider names: as well protected as the provider's own.
    private URI address(JsonNode told, String field) {
        try {
            URI address = URI.create(told.path(field).asText());
            if ("https".equals(address.getScheme())
                    || (address.getScheme() != null
                            && address.getScheme().equals(provider.issuer().getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new FailureException(new PeopleFailure.ProviderRefused(), e);
        }
        throw new PeopleFailure.ProviderRefused().asException();
    }

    private static HttpRequest get(URI address) {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .build();
    }

    private JsonNode json(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(ANSWER_BYTES);
                if (answer.statusCode() != OK) {
                    throw new PeopleFailure.ProviderRefused().asException();
                }
                return Wire.json().readTree(bytes);
            }
        } catch (IOException e) {
            // not as its cause: a line to somebody else that breaks is not the caller's line
            LOG.atWarn().setCause(e).log("{} does not answer", provider);
            throw new PeopleFailure.ProviderUnreachable().asException();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FailureException(new PeopleFailure.ProviderUnreachable(), e);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.close();
    }
}
