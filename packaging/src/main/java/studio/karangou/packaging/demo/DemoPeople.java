package studio.karangou.packaging.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Role;
import studio.karangou.common.model.RoleState;
import studio.karangou.common.protocol.RoleApi.PersonSearch;
import studio.karangou.server.app.AdminClient;

/// People of the demo, none of whom exists, so that the first page of each profile can be looked at. They are on the
/// demo's own server, on this machine, and nowhere else; `.example` is nobody's domain (RFC 2606). An administrator is
/// not among them: that takes a second factor, which only a person can set up.
public final class DemoPeople {
    /// Told to everyone at the demo's start.
    public static final String PASSWORD = "fleuve mangue tambour sept";

    private static final String UNKNOWN = "people.unknown-person";
    private static final List<Somebody> ALL = List.of(
            new Somebody("Spectatrice de démonstration", "spectatrice@demo.example", Role.SPECTATOR),
            new Somebody("Hôte de démonstration", "hote@demo.example", Role.VENUE_HOST),
            new Somebody("Réalisatrice de démonstration", "realisatrice@demo.example", Role.DIRECTOR),
            new Somebody("Producteur de démonstration", "producteur@demo.example", Role.PRODUCER),
            new Somebody("Annonceur de démonstration", "annonceur@demo.example", Role.ADVERTISER),
            new Somebody("Modératrice de démonstration", "moderatrice@demo.example", Role.MODERATOR));

    private final DemoServer server;
    private final AdminClient operator;

    /// @param role besides that of a spectator, which everyone has
    private record Somebody(String name, String email, Role role) {}

    public DemoPeople(DemoServer server, AdminClient operator) {
        this.server = server;
        this.operator = operator;
    }

    /// Registers those who are not there yet, gives each the role that is missing, and with it the venue to its host:
    /// whoever changed something of it finds it as it was left.
    ///
    /// @throws IOException if somebody cannot be registered
    public void enter(String venue) throws IOException {
        try (Registrations registrations = new Registrations(server)) {
            for (Somebody one : ALL) {
                if (find(one).isEmpty()) {
                    registrations.register(one.name(), one.email(), PASSWORD);
                }
                JsonNode account = find(one).orElseThrow(() -> new IOException(one.email() + " did not arrive"));
                if (!has(account, one.role())) {
                    give(account.path("id").asText(), one.role(), venue);
                }
            }
        }
    }

    private static boolean has(JsonNode account, Role role) {
        if (role == Role.SPECTATOR) {
            return true;
        }
        for (JsonNode held : account.path("roles")) {
            if (held.path("role").asText().equals(role.name())) {
                return held.path("state").asText().equals(RoleState.VERIFIED.name());
            }
        }
        return false;
    }

    private void give(String person, Role role, String venue) {
        operator.put("/api/v1/people/" + person + "/roles/" + role.name(), Map.of("state", RoleState.VERIFIED.name()));
        if (role == Role.VENUE_HOST) {
            operator.put("/api/v1/operator/venues/" + venue + "/host", Map.of("person", person));
        }
    }

    private Optional<JsonNode> find(Somebody one) {
        try {
            return Optional.of(operator.post("/api/v1/people/searches", new PersonSearch(one.email())));
        } catch (FailureException e) {
            if (DemoVenue.isAbout(e, UNKNOWN)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Says who can sign in, and how one reads the letters, becomes somebody else, or an administrator.
    public static void introduce(DemoServer server, Consumer<String> narrator) {
        String admin = "packaging/admin.sh --data '" + server.data().toAbsolutePath() + "' ";
        narrator.accept("Comptes de la démonstration, mot de passe « " + PASSWORD + " »"
                + " (accounts of the demo and their password) :");
        ALL.forEach(one -> narrator.accept("  " + one.email() + "  " + one.role()));
        narrator.accept("Les courriels et leurs codes (letters and their codes) :  " + admin + "mails");
        narrator.accept("Donner un profil (to give a profile) :  " + admin + "role ADRESSE director verified");
        narrator.accept("Administrateur (administrator) :  " + admin + "administrator ADRESSE"
                + "  puis un second facteur dans « Mon espace »"
                + " (then a second factor in “My space”)");
    }
}
