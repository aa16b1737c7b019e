package studio.karangou.server.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import studio.karangou.common.model.FailureException;

/// Settings by name, from the variables `KARANGOU_…` or else a YAML file.
/// The setting `database.url` is the variable `KARANGOU_DATABASE_URL`.
final class Settings {
    private static final String PREFIX = "KARANGOU_";
    private static final int FILE_BYTES = 64 * 1024;

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Settings(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /// Settings from variables alone.
    static Settings of(Map<String, String> environment) {
        return new Settings(environment, Map.of());
    }

    /// Settings from variables and a file.
    ///
    /// @throws FailureException with [ConfigFailure.UnreadableFile] or [ConfigFailure.BadValue]
    static Settings of(Map<String, String> environment, Path file) {
        Map<String, String> flat = new TreeMap<>();
        flatten("", read(file), flat);
        return new Settings(environment, flat);
    }

    /// A value; the variable goes before the file.
    Optional<String> get(String name) {
        String variable =
                PREFIX + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
        return Optional.ofNullable(environment.get(variable))
                .or(() -> Optional.ofNullable(file.get(name)))
                .filter(value -> !value.isBlank());
    }

    /// A whole number.
    ///
    /// @throws FailureException with [ConfigFailure.BadValue] if it is none, or outside the bounds
    long number(String name, long standard, long least, long most) {
        Optional<String> text = get(name);
        if (text.isEmpty()) {
            return standard;
        }
        try {
            long value = Long.parseLong(text.get().strip());
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new FailureException(new ConfigFailure.BadValue(name), e);
        }
        throw new ConfigFailure.BadValue(name).asException();
    }

    /// A secret: the setting itself, or the content of the file that `NAME-file` names.
    Optional<String> secret(String name) {
        Optional<String> path = get(name + "-file");
        if (path.isEmpty()) {
            return get(name);
        }
        try {
            return Optional.of(Files.readString(Path.of(path.get()), StandardCharsets.UTF_8)
                    .strip());
        } catch (IOException e) {
            throw new FailureException(new ConfigFailure.UnreadableFile(path.get()), e);
        }
    }

    /// Refuses settings of the file that nobody reads: a typing error must not go unnoticed.
    ///
    /// @throws FailureException with [ConfigFailure.UnknownSetting]
    void checkNames(Set<String> known) {
        for (String name : file.keySet()) {
            if (!known.contains(name)) {
                throw new ConfigFailure.UnknownSetting(name).asException();
            }
        }
    }

    private static Object read(Path file) {
        try {
            if (Files.size(file) > FILE_BYTES) {
                throw new ConfigFailure.UnreadableFile(file.toString()).asException();
            }
            Object loaded = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(file, StandardCharsets.UTF_8));
            return loaded == null ? Map.of() : loaded;
        } catch (IOException | YAMLException e) {
            throw new FailureException(new ConfigFailure.UnreadableFile(file.toString()), e);
        }
    }

    private static void flatten(String prefix, Object value, Map<String, String> into) {
        if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (key, inner) -> flatten(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, inner, into));
        } else if (prefix.isEmpty()) {
            throw new ConfigFailure.BadValue(".").asException();
        } else {
            into.put(prefix, String.valueOf(value));
        }
    }
}
