package dev.matinee.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store holds what was written, on both databases alike. */
class StoreTest {
    private static final String INSERT =
            "INSERT INTO audit (happened_at, actor, action, target, outcome, request_id) VALUES (?, ?, ?, ?, ?, ?)";

    private static Long write(Store store, String action) {
        return store.write(transaction -> transaction
                .first(
                        INSERT + " RETURNING id",
                        row -> row.whole("id"),
                        Instant.ofEpochMilli(1234),
                        "",
                        action,
                        "ünï 😀",
                        "done",
                        "r")
                .orElseThrow());
    }

    private static List<String> actions(Store store) {
        return store.read(
                transaction -> transaction.query("SELECT action FROM audit ORDER BY id", row -> row.text("action")));
    }

    @ParameterizedTest
    @EnumSource
    void whatWasWrittenIsThereAfterItIsOpenedAgain(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            assertThat(write(store, "first")).isLessThan(write(store, "second"));
        }
        try (Store store = Store.open(address)) {
            assertThat(actions(store)).containsExactly("first", "second");
            assertThat(store.<List<Instant>>read(transaction -> transaction.query(
                            "SELECT happened_at FROM audit WHERE target = ?",
                            row -> row.time("happened_at"),
                            "ünï 😀")))
                    .containsOnly(Instant.ofEpochMilli(1234));
            assertThat(store.isAvailable()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void workThatFailsLeavesNothing(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            assertThatThrownBy(() -> store.write(transaction -> {
                        transaction.update(INSERT, Instant.EPOCH, "", "lost", "", "", "");
                        throw MatineeException.usage("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            assertThatThrownBy(() -> store.write(transaction -> transaction.updateAll(
                            INSERT,
                            List.of(
                                    new @Nullable Object[] {1L, "", "lost", "", "", ""},
                                    new @Nullable Object[] {1L, "", null, "", "", ""}))))
                    .isInstanceOf(MatineeException.class);
            assertThat(actions(store)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void writersDoNotLoseEachOther(Stores kind, @TempDir Path folder) throws InterruptedException {
        StoreAddress address = kind.in(folder);
        try (Store one = Store.open(address);
                Store other = Store.open(address)) {
            List<Thread> threads = new ArrayList<>();
            for (Store store : List.of(one, other, one, other)) {
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 25; i++) {
                        write(store, "one of many");
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(actions(other)).hasSize(100);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfANewerVersionAreRefused(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            store.write(transaction -> transaction.update(
                    "INSERT INTO schema_version SELECT 999, '999', 'later', type, 'V999__later.sql', 1, installed_by,"
                            + " installed_on, 1, success FROM schema_version WHERE version = '1'"));
        }
        assertThatThrownBy(() -> Store.open(address))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.CONFLICT))
                .hasMessageContaining("not those of this version");
    }

    @Test
    void everyScriptIsKnownToThoseWhoSkipThemWhereTheyWereRun() throws IOException, URISyntaxException {
        Path folder = Path.of(
                Objects.requireNonNull(Schema.class.getResource("migrations")).toURI());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted())
                    .containsExactlyElementsOf(Schema.SCRIPTS);
        }
    }

    @Test
    void tablesThatWereMadeByOtherScriptsAreLookedAtAgain(@TempDir Path folder) {
        StoreAddress address = Stores.SQLITE.in(folder);
        try (Store store = Store.open(address)) {
            store.write(transaction -> transaction.update("PRAGMA user_version = 7"));
        }
        try (Store store = Store.open(address)) {
            assertThat(write(store, "after")).isPositive();
            Optional<Long> version = store.read(
                    transaction -> transaction.first("PRAGMA user_version", row -> row.whole("user_version")));
            assertThat(version).isPresent().get().isNotEqualTo(7L);
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("service.db"), "not a database, but long enough to look at it");
        assertThatThrownBy(() -> Store.open(StoreAddress.of("jdbc:sqlite:" + file)))
                .isInstanceOf(MatineeException.class)
                .hasMessageContaining("service.db");
    }

    @Test
    void onlyItsOwnerMayReadTheFile(@TempDir Path folder) throws IOException {
        StoreAddress address = Stores.SQLITE.in(folder);
        try (Store store = Store.open(address)) {
            write(store, "something");
            for (String name : List.of("service.db", "service.db-wal")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsPassword() {
        assertThatThrownBy(() -> Store.open(
                        StoreAddress.of("jdbc:postgresql://somebody:secret@127.0.0.1:1/shop?password=secret")))
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.BUSY))
                .hasMessageContaining("127.0.0.1:1/shop")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> StoreAddress.of("jdbc:mysql://root:secret@localhost/x"))
                .hasMessageContaining("jdbc:mysql://localhost/x");
    }
}
