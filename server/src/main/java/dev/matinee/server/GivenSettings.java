package dev.matinee.server;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Nearest;
import dev.matinee.server.jobs.JobSettings;
import dev.matinee.server.store.StoreAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Settings of the service by name, as texts: from {@code matinee.yaml} of a workspace (under {@code serve}), from variables of the
 * environment ({@code MATINEE_SERVE_REQUESTS_PER_SECOND}), from options of the command line. What is given later counts. A name that
 * there is not is an error. Immutable.
 */
public final class GivenSettings {
    private static final String SECTION = "serve";
    private static final String PREFIX = "MATINEE_SERVE_";
    private static final List<String> NAMES = List.of(
            "host",
            "port",
            "memory",
            "concurrency",
            "requestsPerSecond",
            "tlsCertificate",
            "tlsKey",
            "database",
            "databaseUser",
            "databasePassword",
            "retrainEvery",
            "autoActivate",
            "keep",
            "jobMemory",
            "logAll");

    private final Path folder;
    private final Map<String, String> values;

    private GivenSettings(Path folder, Map<String, String> values) {
        this.folder = folder;
        this.values = values;
    }

    /** Those of a workspace's file and of an environment. */
    public static GivenSettings of(Workspace workspace, Map<String, String> environment) {
        Path file = workspace.settingsFile();
        return new GivenSettings(workspace.folder(), Map.of())
                .with(file(file), "in " + file + " there is no setting ")
                .with(environment(environment), "in the environment there is no setting ");
    }

    /** The same with options, whose values take the place of what was given before. */
    public GivenSettings with(Map<String, String> options) {
        return with(options, "there is no setting ");
    }

    private GivenSettings with(Map<String, String> more, String complaint) {
        for (String name : more.keySet()) {
            if (!NAMES.contains(name)) {
                throw MatineeException.usage(
                        complaint + name + Nearest.hint(name, NAMES) + "; there are " + String.join(", ", NAMES));
            }
        }
        Map<String, String> all = new LinkedHashMap<>(values);
        all.putAll(more);
        return new GivenSettings(folder, all);
    }

    private static Map<String, String> file(Path file) {
        Map<?, ?> document;
        try {
            String text = Files.readString(file);
            JsonNode tree = YAMLMapper.shared().readTree(text);
            Object read = tree.isMissingNode() || tree.isNull()
                    ? null
                    : YAMLMapper.shared().treeToValue(tree, Object.class);
            if (read != null && !(read instanceof Map)) {
                throw MatineeException.badData(
                        "the settings " + file + " are not names with values",
                        "write them as in docs/guide/service.md");
            }
            document = read == null ? Map.of() : (Map<?, ?>) read;
        } catch (NoSuchFileException none) {
            return Map.of();
        } catch (JacksonException malformed) {
            throw new MatineeException(
                    ErrorCode.BAD_DATA,
                    "the settings " + file + " are not YAML: "
                            + String.valueOf(malformed.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse(""),
                    "",
                    malformed);
        } catch (IOException failure) {
            throw new MatineeException(
                    ErrorCode.STORAGE, "cannot read " + file + ": " + failure.getMessage(), "", failure);
        }
        document.keySet().forEach(name -> {
            if (!SECTION.equals(name)) {
                throw MatineeException.usage("in " + file + " there is no section " + name
                        + Nearest.hint(String.valueOf(name), List.of(SECTION)) + "; there is " + SECTION);
            }
        });
        Map<String, String> values = new LinkedHashMap<>();
        if (document.get(SECTION) instanceof Map<?, ?> section) {
            section.forEach((name, value) -> values.put(String.valueOf(name), String.valueOf(value)));
        }
        return values;
    }

    private static Map<String, String> environment(Map<String, String> environment) {
        Map<String, String> values = new LinkedHashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX)) {
                String name = variable.substring(PREFIX.length());
                values.put(
                        NAMES.stream()
                                .filter(known -> variable(known).equals(name))
                                .findFirst()
                                .orElse(name),
                        value);
            }
        });
        return values;
    }

    private static String variable(String name) {
        return name.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    /** Where the service remembers. */
    public Optional<StoreAddress> store() {
        Optional<StoreAddress> address = text("database").map(StoreAddress::of);
        Optional<String> user = text("databaseUser");
        if (address.isEmpty() && (user.isPresent() || text("databasePassword").isPresent())) {
            throw MatineeException.usage("databaseUser and databasePassword are for a database that is named, too");
        }
        return user.isPresent()
                ? address.map(one -> one.as(user.get(), text("databasePassword").orElse("")))
                : address;
    }

    /**
     * The settings, what was not given as it usually is.
     *
     * @throws MatineeException {@code USAGE} for a value that does not fit
     */
    public ServiceSettings settings() {
        ServiceSettings settings = ServiceSettings.defaults();
        settings = text("host").map(settings::host).orElse(settings);
        settings = value("port", "a whole number", Integer::valueOf)
                .map(settings::port)
                .orElse(settings);
        settings = value("memory", "a size such as 800m or 2g", GivenSettings::bytes)
                .map(settings::memory)
                .orElse(settings);
        settings = value("concurrency", "a whole number", Integer::valueOf)
                .map(settings::concurrency)
                .orElse(settings);
        settings = value("requestsPerSecond", "a number", Double::valueOf)
                .map(settings::requestsPerSecond)
                .orElse(settings);
        settings = store().map(settings::store).orElse(settings);
        settings = value("logAll", "true or false", GivenSettings::flag)
                .map(settings::logAll)
                .orElse(settings);
        settings = settings.jobs(jobs());
        Optional<Path> certificate = text("tlsCertificate").map(folder::resolve);
        Optional<Path> key = text("tlsKey").map(folder::resolve);
        if (certificate.isPresent() != key.isPresent()) {
            throw MatineeException.usage("tlsCertificate and tlsKey must be given together");
        }
        return certificate.isPresent() ? settings.tls(new Tls(certificate.get(), key.orElseThrow())) : settings;
    }

    private JobSettings jobs() {
        JobSettings jobs = JobSettings.defaults();
        jobs = value("retrainEvery", "a time such as 30m, 6h or 1d", DurationText::parse)
                .map(jobs::retrainEvery)
                .orElse(jobs);
        jobs = value("autoActivate", "true or false", GivenSettings::flag)
                .map(jobs::autoActivate)
                .orElse(jobs);
        jobs = value("keep", "a whole number", Integer::valueOf).map(jobs::keep).orElse(jobs);
        return value("jobMemory", "a size such as 800m or 2g", GivenSettings::bytes)
                .map(jobs::memory)
                .orElse(jobs);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    private <T> Optional<T> value(String name, String wanted, Function<String, T> parse) {
        return text(name).map(text -> {
            try {
                return parse.apply(text);
            } catch (IllegalArgumentException malformed) {
                throw MatineeException.usage(name + " must be " + wanted + ", got " + text);
            }
        });
    }

    private static long bytes(String size) {
        if (!size.matches("(?i)\\d{1,12}[kmg]?")) {
            throw new IllegalArgumentException(size);
        }
        int last = "kmg".indexOf(Character.toLowerCase(size.charAt(size.length() - 1)));
        return Long.parseLong(last < 0 ? size : size.substring(0, size.length() - 1)) << (10 * (last + 1));
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }
}
