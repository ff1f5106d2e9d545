package dev.matinee.cli;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Run;
import dev.matinee.server.DurationText;
import dev.matinee.server.GivenSettings;
import dev.matinee.server.security.ApiKey;
import dev.matinee.server.security.ApiKeys;
import dev.matinee.server.security.Audit;
import dev.matinee.server.security.Scope;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys}: the API keys of a service. */
@Command(
        name = "keys",
        description =
                "Makes, shows and takes back API keys. From the first key on a service answers nobody without one.",
        subcommands = {
            KeysCommand.Create.class,
            KeysCommand.ListAll.class,
            KeysCommand.Rotate.class,
            KeysCommand.Revoke.class
        })
final class KeysCommand implements Runnable {
    @picocli.CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private picocli.CommandLine.Model.CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "show this help and exit")
    @SuppressWarnings("UnusedVariable")
    private boolean help;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(),
                "name one of " + String.join(", ", spec.subcommands().keySet()));
    }

    /** What its commands share. */
    abstract static class KeyCommand extends MatineeCommand {
        @Mixin
        private WorkspaceOption workspace = new WorkspaceOption();

        @Mixin
        private DatabaseOption database = new DatabaseOption();

        abstract Answer answer(ApiKeys keys, Audit audit, Instant now);

        @Override
        final Answer answer(Run run) {
            Workspace opened = Workspace.open(workspace.folder());
            logTo(workspace.folder());
            StoreAddress address = GivenSettings.of(opened, System.getenv())
                    .with(database.given())
                    .store()
                    .orElseGet(() -> StoreAddress.in(opened));
            Clock clock = Clock.systemUTC();
            try (Store store = Store.open(address)) {
                return answer(new ApiKeys(store, clock), new Audit(store, clock), clock.instant());
            }
        }

        static Answer made(ApiKeys.Made made, Instant now) {
            Map<String, @Nullable Object> json = new LinkedHashMap<>(made.key().toJson(now));
            json.put("key", made.secret());
            return new Answer(
                    json,
                    made.secret() + "\n\nThis is the key. It is shown once and kept nowhere; send it as\n"
                            + "Authorization: Bearer KEY. It is called "
                            + made.key().id() + " in lists and logs.");
        }

        static Duration duration(String option, String text) {
            try {
                return DurationText.parse(text);
            } catch (IllegalArgumentException malformed) {
                throw MatineeException.usage(option + " must be a time such as 90d, 12h or 30m, got " + text);
            }
        }
    }

    /** {@code keys create NAME}. */
    @Command(name = "create", description = "Makes a key and shows it, once.")
    static final class Create extends KeyCommand {
        @Parameters(paramLabel = "NAME", description = "what the key is for, such as the program that will use it")
        @SuppressWarnings("NullAway.Init")
        private String name;

        @Option(
                names = "--scopes",
                paramLabel = "SCOPES",
                defaultValue = "read",
                description =
                        "what it is good for, of read, feedback, admin, with commas between (default: ${DEFAULT-VALUE})")
        private String scopes = "read";

        @Option(
                names = "--expires",
                paramLabel = "TIME",
                description = "for how long it is good, such as 90d, 12h, 30m (default: until it is revoked)")
        private @Nullable String expires;

        @Option(
                names = "--requests-per-second",
                paramLabel = "N",
                description = "how many requests it may make (default: as serve says)")
        private @Nullable Double requestsPerSecond;

        @Override
        Answer answer(ApiKeys keys, Audit audit, Instant now) {
            ApiKeys.Made made = keys.create(
                    name,
                    Scope.parse(scopes),
                    requestsPerSecond == null ? OptionalDouble.empty() : OptionalDouble.of(requestsPerSecond),
                    expires == null ? Optional.empty() : Optional.of(duration("--expires", expires)));
            audit.write(Optional.empty(), "keys create", made.key().id(), "done", "");
            return made(made, now);
        }
    }

    /** {@code keys list}. */
    @Command(name = "list", description = "Shows all keys there ever were; the keys themselves are kept nowhere.")
    static final class ListAll extends KeyCommand {
        @Override
        Answer answer(ApiKeys keys, Audit audit, Instant now) {
            List<ApiKey> all = keys.list();
            TextTable table = new TextTable("id", "name", "state", "scopes", "a second", "created", "expires");
            for (ApiKey key : all) {
                table.add(
                        key.id(),
                        key.name(),
                        key.state(now),
                        String.join(
                                ",",
                                key.scopes().stream().sorted().map(Scope::json).toList()),
                        key.requestsPerSecond().isPresent()
                                ? String.valueOf(key.requestsPerSecond().getAsDouble())
                                : "",
                        key.created().toString(),
                        key.expires().map(Instant::toString).orElse("never"));
            }
            return new Answer(
                    Map.of("keys", all.stream().map(key -> key.toJson(now)).toList()),
                    all.isEmpty() ? "there are no keys; make one with: matinee keys create NAME" : table.toString());
        }
    }

    /** {@code keys rotate ID}. */
    @Command(name = "rotate", description = "Makes a key like another, which stays good for a while yet.")
    static final class Rotate extends KeyCommand {
        @Parameters(paramLabel = "ID", description = "which key, as keys list shows it")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Option(
                names = "--overlap",
                paramLabel = "TIME",
                defaultValue = "24h",
                description = "for how long the old key stays good (default: ${DEFAULT-VALUE})")
        private String overlap = "24h";

        @Override
        Answer answer(ApiKeys keys, Audit audit, Instant now) {
            ApiKeys.Made made = keys.rotate(id, duration("--overlap", overlap));
            audit.write(
                    Optional.empty(), "keys rotate", id + " to " + made.key().id(), "done", "");
            return made(made, now);
        }
    }

    /** {@code keys revoke ID}. */
    @Command(name = "revoke", description = "Takes a key back; services that run know within a second.")
    static final class Revoke extends KeyCommand {
        @Parameters(paramLabel = "ID", description = "which key, as keys list shows it")
        @SuppressWarnings("NullAway.Init")
        private String id;

        @Override
        Answer answer(ApiKeys keys, Audit audit, Instant now) {
            ApiKey revoked = keys.revoke(id);
            audit.write(Optional.empty(), "keys revoke", id, "done", "");
            return new Answer(revoked.toJson(now), "the key " + id + " (" + revoked.name() + ") is revoked");
        }
    }
}
