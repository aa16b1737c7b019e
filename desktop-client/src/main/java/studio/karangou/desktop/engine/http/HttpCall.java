package studio.karangou.desktop.engine.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One request.
///
/// @param path below the server's address, beginning with a slash
/// @param body null for none
record HttpCall(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    static HttpCall get(String path) {
        return new HttpCall("GET", path, Map.of(), null);
    }

    static HttpCall post(String path, String mediaType, byte[] body) {
        return new HttpCall("POST", path, Map.of("Content-Type", mediaType), body);
    }

    HttpCall with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpCall(method, path, more, body);
    }
}
