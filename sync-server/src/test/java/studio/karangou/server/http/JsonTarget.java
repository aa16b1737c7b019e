package studio.karangou.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.ConsentApi;
import studio.karangou.common.protocol.DeviceApi;
import studio.karangou.common.protocol.FaultApi;
import studio.karangou.common.protocol.PeopleApi;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.fuzz.FuzzTarget;

/// JSON bodies.
public final class JsonTarget implements FuzzTarget {
    private static final List<Class<?>> TYPES = List.of(
            PeopleApi.RegistrationRequest.class,
            PeopleApi.SignInRequest.class,
            ConsentApi.ConsentDecision.class,
            FaultApi.FaultDecision.class,
            DeviceApi.EnrolmentRequest.class,
            DeviceApi.SessionRequest.class,
            Film.class,
            Project.class);

    public static void fuzzerTestOneInput(byte[] bytes) {
        new JsonTarget().read(bytes);
    }

    @Override
    public String name() {
        return "json";
    }

    @Override
    public void read(byte[] bytes) {
        for (Class<?> type : TYPES) {
            try {
                Object value = Wire.json().readValue(bytes, type);
                if (value != null) {
                    Presence.check(value);
                }
            } catch (IOException | FailureException e) {
                continue; // said no
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "{\"name\":\"Afi\",\"language\":\"fr\",\"email\":\"a@b.tg\",\"phone\":null,\"password\":\"x\"}"
                        .getBytes(StandardCharsets.UTF_8),
                "{\"challenge\":\"AA\",\"signature\":\"AAAA\",\"code\":\"ABCD-EFGH\",\"profile\":\"LIEU\"}"
                        .getBytes(StandardCharsets.UTF_8));
    }
}
