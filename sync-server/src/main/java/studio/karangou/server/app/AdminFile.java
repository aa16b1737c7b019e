package studio.karangou.server.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Wire;

/// What the operator wrote about a film or a project, in YAML or JSON (which is YAML).
/// What a person need not say is filled in.
///
/// @param fields what goes to the server
/// @param subtitles files by language
/// @param poster file, null if none
record AdminFile(
        ObjectNode fields,
        Map<String, Path> subtitles,
        @Nullable Path poster) {
    private static final int MOST_BYTES = 256 * 1024;

    /// A film's fields; beside them `subtitles` (language: file) and `poster` (file), relative to this file.
    ///
    /// @param freshId its id if the file says none
    static AdminFile film(Path file, UUID freshId) {
        ObjectNode fields = read(file);
        Map<String, Path> subtitles = new LinkedHashMap<>();
        JsonNode named = fields.remove("subtitles");
        if (named != null) {
            named.properties().forEach(entry -> subtitles.put(entry.getKey(), beside(file, entry.getValue())));
        }
        JsonNode poster = fields.remove("poster");
        fill(fields, freshId);
        if (!fields.has("project")) {
            fields.putNull("project");
        }
        return new AdminFile(fields, subtitles, poster == null ? null : beside(file, poster));
    }

    /// A project's fields.
    ///
    /// @param freshId its id if the file says none
    static AdminFile project(Path file, UUID freshId) {
        ObjectNode fields = read(file);
        fill(fields, freshId);
        if (!fields.has("collected")) {
            fields.putObject("collected")
                    .put("currency", fields.path("goal").path("currency").asText())
                    .put("units", 0);
        }
        if (!fields.has("contributors")) {
            fields.put("contributors", 0);
        }
        for (String optional : new String[] {"deadline", "poster"}) {
            if (!fields.has(optional)) {
                fields.putNull(optional);
            }
        }
        return new AdminFile(fields, Map.of(), null);
    }

    String id() {
        return fields.path("id").asText();
    }

    private static void fill(ObjectNode fields, UUID freshId) {
        if (!fields.has("id")) {
            fields.put("id", freshId.toString());
        }
    }

    private static Path beside(Path file, JsonNode name) {
        return file.toAbsolutePath().resolveSibling(name.asText());
    }

    private static ObjectNode read(Path file) {
        try {
            if (Files.size(file) <= MOST_BYTES) {
                Object loaded = yaml().load(Files.readString(file, StandardCharsets.UTF_8));
                if (Wire.json().valueToTree(loaded) instanceof ObjectNode fields) {
                    return fields;
                }
            }
            throw new AdminFailure.UnreadableFile(file.toString()).asException();
        } catch (IOException | YAMLException | IllegalArgumentException e) {
            throw new FailureException(new AdminFailure.UnreadableFile(file.toString()), e);
        }
    }

    /// Dates stay text, as JSON has no other form for them.
    private static Yaml yaml() {
        LoaderOptions options = new LoaderOptions();
        DumperOptions unused = new DumperOptions();
        return new Yaml(new SafeConstructor(options), new Representer(unused), unused, options, new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
                addImplicitResolver(Tag.INT, INT, "-+0123456789");
                addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
                addImplicitResolver(Tag.NULL, NULL, "~nN\0");
                addImplicitResolver(Tag.NULL, EMPTY, null);
            }
        });
    }
}
