package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457), the body of every error answer.
///
/// @param type `urn:karangou:problem:` and the code
/// @param title the sentence for people, in the language that the request asked for
/// @param code the stable code of the failure
/// @param arguments what stands in the sentence's placeholders, as text
/// @param requestId to quote when asking for help
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String code,
        @Nullable List<String> arguments,
        @Nullable String requestId) {
    public static final String MEDIA_TYPE = "application/problem+json";
}
