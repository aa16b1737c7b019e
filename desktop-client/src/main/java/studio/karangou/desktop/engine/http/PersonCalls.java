package studio.karangou.desktop.engine.http;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.Wire;

/// Requests of people, in JSON, to the server of this device. Every method blocks, within the [TimeLimits], and may be
/// interrupted.
public final class PersonCalls {
    private static final String JSON = "application/json";
    private static final int MOST = 1024 * 1024;
    private static final int ARCHIVE = 64 * 1024 * 1024;

    private final Transport transport;
    private final Supplier<URI> server;
    private final Supplier<Optional<String>> device;
    private final Runnable renewal;

    /// @param device the token of this device's own session, if there is one
    /// @param renewal opens another such session, where the device belongs to somebody
    PersonCalls(Transport transport, Supplier<URI> server, Supplier<Optional<String>> device, Runnable renewal) {
        this.transport = transport;
        this.server = server;
        this.device = device;
        this.renewal = renewal;
    }

    /// Where the server is.
    public String address() {
        return server.get().toString();
    }

    /// Sends, and reads the answer.
    ///
    /// @param body null for none
    /// @param access null for who has none yet
    /// @throws FailureException with a [ServerFailure]
    public <T> T ask(String method, String path, @Nullable Object body, @Nullable String access, Class<T> type) {
        return send(method, path, body, access, MOST).json(type);
    }

    /// What was asked for by a person.
    ///
    /// @param met whether the server has noted that they are at this device
    public record Introduced<T>(T answer, boolean met) {}

    /// Reads something of a person, who shows with it that they are at this device.
    ///
    /// @throws FailureException with a [ServerFailure]
    public <T> Introduced<T> introduce(String path, String access, Class<T> type) {
        Transport.Answer answer = send("GET", path, null, access, MOST);
        boolean met = answer.headers()
                .firstValue(PeopleApi.DEVICE_HEADER)
                .filter(PeopleApi.DEVICE_MET::equals)
                .isPresent();
        return new Introduced<>(answer.json(type), met);
    }

    /// Sends what is answered with nothing.
    ///
    /// @param access null for who has none yet
    /// @throws FailureException with a [ServerFailure]
    public void tell(String method, String path, @Nullable Object body, @Nullable String access) {
        send(method, path, body, access, MOST);
    }

    /// A file.
    ///
    /// @throws FailureException with a [ServerFailure]
    public byte[] file(String path, Object body, String access) {
        return send("POST", path, body, access, ARCHIVE).body();
    }

    private Transport.Answer send(
            String method, String path, @Nullable Object body, @Nullable String access, int most) {
        HttpCall call = body == null
                ? new HttpCall(method, path, Map.of(), method.equals("POST") ? new byte[0] : null)
                : new HttpCall(method, path, Map.of("Content-Type", JSON), Wire.toJson(body));
        return transport.exchange(server.get(), introduced(call, access), most);
    }

    /// The token that requests show this device with, if there is one.
    public Optional<String> device() {
        return device.get();
    }

    /// Opens another session of this device, if it belongs to somebody: the server does not take the one it has.
    ///
    /// @throws FailureException with a [ServerFailure]
    public void renewDevice() {
        renewal.run();
    }

    /// Who asks shows which device they are at: strangers elsewhere then do not slow a sign-in down, and the server
    /// knows who was where.
    private HttpCall introduced(HttpCall call, @Nullable String access) {
        HttpCall from = device.get()
                .map(token -> call.with(PeopleApi.DEVICE_HEADER, token))
                .orElse(call);
        return access == null ? from : from.with("Authorization", "Bearer " + access);
    }
}
