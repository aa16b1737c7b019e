package studio.karangou.desktop.engine.people;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.PeopleApi.SignInAnswer;
import studio.karangou.common.protocol.ProviderApi.ProviderCompletion;
import studio.karangou.common.protocol.ProviderApi.ProviderShown;
import studio.karangou.common.protocol.ProviderApi.ProviderSignIn;
import studio.karangou.common.protocol.ProviderApi.ProviderSignInRequest;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.engine.loopback.Content;
import studio.karangou.desktop.engine.loopback.Handler;
import studio.karangou.desktop.engine.loopback.LoopbackServer;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// Sign-in in the system's browser, which comes back to a port of 127.0.0.1 that is open for this sign-in only (RFC
/// 8252, sections 7.3 and 8.3). The server holds everything that must be secret; this only carries code and state.
public final class ProviderRedirect {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Browser browser;
    private final Supplier<String> page;

    /// Opens an address in the system's browser.
    @FunctionalInterface
    public interface Browser {
        /// @return whether it could be opened
        boolean open(URI address);
    }

    /// @param page what the browser shows at the end, HTML
    public ProviderRedirect(Browser browser, Supplier<String> page) {
        this.browser = browser;
        this.page = page;
    }

    /// Waits until the person is back.
    ///
    /// @throws FailureException with a [PeopleFailure], or what the server said
    SignInAnswer signIn(PersonCalls calls, ProviderShown provider, LanguageTag language, String program) {
        String base = "/api/v1/people/providers/" + provider.name();
        Return back = new Return("/back/" + UUID.randomUUID(), page);
        try (LoopbackServer listening = new LoopbackServer(back)) {
            String address = "http://127.0.0.1:" + listening.port() + back.path;
            ProviderSignIn begun = Translation.of(() -> calls.ask(
                    "POST", base + "/sign-ins", new ProviderSignInRequest(address), null, ProviderSignIn.class));
            if (!browser.open(webAddress(begun.address()))) {
                throw new PeopleFailure.BrowserMissing().asException();
            }
            Map<String, String> brought = back.await();
            String code = brought.get("code");
            String state = brought.get("state");
            if (code == null || state == null) {
                throw new PeopleFailure.ProviderClosed().asException();
            }
            ProviderCompletion completion =
                    new ProviderCompletion(begun.request(), code, state, brought.get("iss"), language, program);
            return Translation.of(() -> calls.ask("POST", base + "/completions", completion, null, SignInAnswer.class));
        } catch (IOException e) {
            throw new FailureException(new PeopleFailure.BrowserMissing(), e);
        }
    }

    /// A server that was taken over must not have this machine open its files or programs.
    static URI webAddress(String said) {
        try {
            URI address = URI.create(said);
            if ("https".equals(address.getScheme()) || "http".equals(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            throw new FailureException(new PeopleFailure.ProviderRefused(), e);
        }
        throw new PeopleFailure.ProviderRefused().asException();
    }

    /// Where the browser comes back to, once.
    static final class Return implements Handler {
        private final String path;
        private final Supplier<String> page;
        private final CompletableFuture<Map<String, String>> brought = new CompletableFuture<>();

        Return(String path, Supplier<String> page) {
            this.path = path;
            this.page = page;
        }

        @Override
        public boolean knows(String asked) {
            return asked.startsWith(path + "?");
        }

        @Override
        public Optional<Content> content(String asked, BooleanSupplier listening) {
            brought.complete(parameters(asked.substring(path.length() + 1)));
            return Optional.of(
                    new Content("text/html; charset=utf-8", page.get().getBytes(StandardCharsets.UTF_8)));
        }

        static Map<String, String> parameters(String query) {
            Map<String, String> found = new TreeMap<>();
            for (String pair : query.split("&", -1)) {
                int at = pair.indexOf('=');
                if (at > 0) {
                    found.putIfAbsent(pair.substring(0, at), decode(pair.substring(at + 1)));
                }
            }
            return found;
        }

        private static String decode(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return ""; // the server will not take it
            }
        }

        Map<String, String> await() {
            try {
                Map<String, String> found = brought.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                TimeUnit.MILLISECONDS.sleep(200); // the browser gets its page before the door closes
                return found;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new FailureException(new PeopleFailure.ProviderClosed(), e);
            } catch (ExecutionException | TimeoutException e) {
                throw new FailureException(new PeopleFailure.ProviderClosed(), e);
            }
        }
    }
}
