package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import studio.karangou.server.access.Party;
import studio.karangou.server.access.PermissionTable;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;

/// The description that the server gives of itself, against its real routes, both ways.
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "head", "patch");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    @TempDir
    private static Path data;

    private static TestServer server;
    private static Map<?, ?> document;
    private static Map<String, Map<?, ?>> operations;

    @BeforeAll
    static void start() {
        server = TestServer.start(DatabaseKind.H2, data);
        String text = new String(server.get("/openapi.yaml").body(), StandardCharsets.UTF_8);
        document = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        operations = new HashMap<>();
        ((Map<?, ?>) document.get("paths"))
                .forEach((path, item) -> ((Map<?, ?>) item).forEach((method, operation) -> {
                    assertThat(METHODS).contains(method.toString());
                    operations.put(method.toString().toUpperCase(Locale.ROOT) + " " + path, (Map<?, ?>) operation);
                }));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void every_route_is_described_and_nothing_else() {
        Set<String> routes =
                server.routes().stream().map(OpenApiTest::name).collect(Collectors.toCollection(TreeSet::new));

        assertThat(new TreeSet<>(operations.keySet())).isEqualTo(routes);
    }

    @Test
    void who_may_call_is_described_as_the_table_says() {
        for (Route route : server.routes()) {
            assertThat(operations.get(name(route)).get("x-permission"))
                    .as(name(route))
                    .isEqualTo(route.permission().name());
            assertThat(String.valueOf(operations.get(name(route)).get("security")))
                    .as(name(route))
                    .isEqualTo(security(PermissionTable.parties(route.permission())));
        }
    }

    @Test
    void a_route_that_asks_for_the_protocol_says_so() {
        for (Route route : server.routes()) {
            assertThat(parameters(route).contains("Karangou-Protocol"))
                    .as(name(route))
                    .isEqualTo(route.asksProtocol());
        }
    }

    @Test
    void every_variable_of_an_address_is_a_parameter() {
        for (Route route : server.routes()) {
            Matcher variables = VARIABLE.matcher(route.path());
            while (variables.find()) {
                assertThat(parameters(route)).as(name(route)).contains(variables.group(1));
            }
        }
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(referencesIn(document))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(resolve(reference)).as(reference).isNotNull());
    }

    /// One scheme for each kind of token that can have the right.
    private static String security(Set<Party> parties) {
        if (parties.contains(Party.NOBODY)) {
            return "null";
        }
        return parties.stream()
                .map(party -> party.isPerson() ? "person" : party.name().toLowerCase(Locale.ROOT))
                .distinct()
                .map(scheme -> "{" + scheme + "=[]}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String name(Route route) {
        return route.method().text() + " " + route.path();
    }

    private static Set<String> parameters(Route route) {
        Object declared = operations.get(name(route)).get("parameters");
        if (declared == null) {
            return Set.of();
        }
        return ((List<?>) declared)
                .stream()
                        .map(parameter -> (Map<?, ?>) parameter)
                        .map(parameter -> parameter.containsKey("$ref")
                                ? (Map<?, ?>) resolve(parameter.get("$ref").toString())
                                : parameter)
                        .map(parameter -> parameter.get("name").toString())
                        .collect(Collectors.toSet());
    }

    private static Object resolve(String reference) {
        Object node = document;
        for (String step : reference.substring(2).split("/", -1)) {
            node = node instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return node;
    }

    private static Set<String> referencesIn(Object node) {
        Set<String> found = new TreeSet<>();
        if (node instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String reference) {
                found.add(reference);
            }
            map.values().forEach(value -> found.addAll(referencesIn(value)));
        } else if (node instanceof List<?> list) {
            list.forEach(value -> found.addAll(referencesIn(value)));
        }
        return found;
    }
}
