package studio.karangou.server.feature.people;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Sentences;
import studio.karangou.server.access.Permission;
import studio.karangou.server.db.Database;
import studio.karangou.server.http.Answers;
import studio.karangou.server.http.Bodies;
import studio.karangou.server.http.Languages;
import studio.karangou.server.http.PeerAddress;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.http.Routes;

/// The pages that links in letters lead to. Opening one changes nothing, as programs that look for bad mail
/// open them too; its button does.
public final class LinkRoutes implements Routes {
    private static final int FORM_LIMIT = 8 * 1024;
    private static final int LINK_LIMIT = 64;
    private static final String FIELD = "password=";

    private final Database database;
    private final OneTimeCodes codes;
    private final Registrations registrations;
    private final Passwords passwords;
    private final PeopleLimits limits;
    private final PeerAddress addresses;
    private final Languages languages = new Languages();

    LinkRoutes(
            Database database,
            OneTimeCodes codes,
            Registrations registrations,
            Passwords passwords,
            PeopleLimits limits,
            PeerAddress addresses) {
        this.database = database;
        this.codes = codes;
        this.registrations = registrations;
        this.passwords = passwords;
        this.limits = limits;
        this.addresses = addresses;
    }

    @Override
    public void register(RouteTable table) {
        table.anyone(Permission.SIGN_IN, Method.GET, Links.PATH + "{link}", this::open)
                .anyone(Permission.SIGN_IN, Method.POST, Links.PATH + "{link}", this::press);
    }

    private void open(ServerRequest request, ServerResponse response) {
        limits.stranger(new Origin(addresses.networkOf(request), null));
        Optional<OneTimeCodes.Purpose> purpose = look(link(request));
        send(request, response, form(sentences(request), purpose, null));
    }

    private void press(ServerRequest request, ServerResponse response) {
        limits.stranger(new Origin(addresses.networkOf(request), null));
        Sentences sentences = sentences(request);
        String link = link(request);
        Optional<OneTimeCodes.Purpose> purpose = look(link);
        if (purpose.filter(OneTimeCodes.Purpose.RECOVERY::equals).isPresent()) {
            send(request, response, pressRecovery(request, sentences, link, purpose));
        } else if (purpose.filter(OneTimeCodes.Purpose.REGISTRATION::equals).isPresent()) {
            send(request, response, pressRegistration(request, sentences, link));
        } else {
            send(request, response, page(sentences, "link.over", ""));
        }
    }

    private String pressRegistration(ServerRequest request, Sentences sentences, String link) {
        return switch (registrations.confirmByLink(link, password(request))) {
            case MADE -> page(sentences, "link.registered", "");
            case WRONG_PASSWORD -> form(sentences, look(link), sentences.text("link.wrong-password"));
            case OVER -> page(sentences, "link.over", "");
        };
    }

    private String pressRecovery(
            ServerRequest request, Sentences sentences, String link, Optional<OneTimeCodes.Purpose> purpose) {
        try {
            boolean done = passwords.replaceByLink(link, password(request));
            return page(sentences, done ? "link.password-set" : "link.over", "");
        } catch (FailureException e) {
            if (e.failure() instanceof PeopleFailure failure) {
                return form(sentences, purpose, sentences.of(failure)); // the password is not good enough: again
            }
            throw e;
        }
    }

    private Optional<OneTimeCodes.Purpose> look(String link) {
        return database.inTransaction(
                transaction -> codes.look(transaction, link).map(OneTimeCodes.Used::purpose));
    }

    private static String form(Sentences sentences, Optional<OneTimeCodes.Purpose> purpose, @Nullable String wrong) {
        if (purpose.isEmpty()) {
            return page(sentences, "link.over", "");
        }
        String trouble = wrong == null ? "" : LinkPages.trouble(wrong);
        return switch (purpose.get()) {
            case REGISTRATION ->
                page(
                        sentences,
                        "link.register",
                        trouble
                                + LinkPages.passwordForm(
                                        sentences.text("link.register-field"),
                                        "current-password",
                                        sentences.text("link.register-button")));
            case PHONE, CONTACT, PROOF, JOIN, HOST -> page(sentences, "link.over", ""); // no letter links to these
            case RECOVERY ->
                page(
                        sentences,
                        "link.password",
                        trouble
                                + LinkPages.passwordForm(
                                        sentences.text("link.password-field"),
                                        "new-password",
                                        sentences.text("link.password-button")));
        };
    }

    private static String page(Sentences sentences, String key, String rest) {
        return LinkPages.page(sentences.locale(), sentences.text(key), rest);
    }

    private Sentences sentences(ServerRequest request) {
        return languages.of(request.headers().value(HeaderNames.ACCEPT_LANGUAGE).orElse(null));
    }

    private static String link(ServerRequest request) {
        String link = request.path().pathParameters().get("link");
        return link.length() > LINK_LIMIT ? "" : link;
    }

    private static String password(ServerRequest request) {
        Bodies.requireType(request, "application/x-www-form-urlencoded");
        String form = new String(Bodies.bytes(request, FORM_LIMIT), StandardCharsets.US_ASCII);
        return Arrays.stream(form.split("&", -1))
                .filter(field -> field.startsWith(FIELD))
                .map(field -> decode(field.substring(FIELD.length())))
                .findFirst()
                .orElse("");
    }

    private static String decode(String field) {
        try {
            return URLDecoder.decode(field, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return ""; // too short for any password
        }
    }

    private static void send(ServerRequest request, ServerResponse response, String page) {
        response.header("Content-Security-Policy", LinkPages.CONTENT_SECURITY_POLICY);
        Answers.bytes(
                request, response, Status.OK_200, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }
}
