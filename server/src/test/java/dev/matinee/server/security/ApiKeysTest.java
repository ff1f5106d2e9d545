package dev.matinee.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import dev.matinee.server.store.Stores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys are kept hashed, and good for what they are good for, for as long as they are. */
class ApiKeysTest {
    private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static void assertRefused(ErrorCode code, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(code));
    }

    private static Optional<ApiKey> admit(Store store, Instant time, String key, Scope scope) {
        try (Doorkeeper door = new Doorkeeper(new ApiKeys(store, at(time)), 100, at(time))) {
            return door.admit("Bearer " + key, scope);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyOpensWhatItIsGoodForUntilItExpires(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            ApiKeys keys = new ApiKeys(store, at(NOW));
            ApiKeys.Made made = keys.create(
                    "shop",
                    EnumSet.of(Scope.READ, Scope.FEEDBACK),
                    OptionalDouble.empty(),
                    Optional.of(Duration.ofDays(90)));
            String key = made.secret();
            assertThat(key).matches("matinee_[0-9a-f]{10}_[A-Za-z0-9_-]{43}");
            assertThat(admit(store, NOW, key, Scope.READ)).contains(made.key());
            assertThat(admit(store, NOW.plus(Duration.ofDays(89)), key, Scope.FEEDBACK))
                    .isPresent();
            assertRefused(ErrorCode.FORBIDDEN, () -> admit(store, NOW, key, Scope.ADMIN));
            assertRefused(ErrorCode.UNAUTHORIZED, () -> admit(store, NOW.plus(Duration.ofDays(91)), key, Scope.READ));
            assertRefused(ErrorCode.UNAUTHORIZED, () -> admit(store, NOW, key + "x", Scope.READ));
            assertThat(keys.list()).containsExactly(made.key());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theKeyItselfIsNowhere(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            ApiKeys keys = new ApiKeys(store, at(NOW));
            ApiKeys.Made made = keys.create("shop", Set.of(Scope.READ), OptionalDouble.of(3), Optional.empty());
            List<String> columns = store.read(transaction -> transaction.query(
                    "SELECT id || ' ' || name || ' ' || hash || ' ' || scopes AS line FROM api_key",
                    row -> row.text("line")));
            String secret = made.secret().substring(made.secret().lastIndexOf('_') + 1);
            assertThat(columns)
                    .hasSize(1)
                    .first()
                    .asString()
                    .doesNotContain(secret)
                    .contains(ApiKeys.hash(made.secret()));
            assertThat(made.toString()).doesNotContain(secret);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRotatedKeyStaysGoodForAWhile(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            ApiKeys keys = new ApiKeys(store, at(NOW));
            ApiKeys.Made old =
                    keys.create("shop", Set.of(Scope.READ), OptionalDouble.of(3), Optional.of(Duration.ofDays(30)));
            ApiKeys.Made made = keys.rotate(old.key().id(), Duration.ofHours(24));
            assertThat(made.key().name()).isEqualTo("shop");
            assertThat(made.key().scopes()).containsExactly(Scope.READ);
            assertThat(made.key().requestsPerSecond()).hasValue(3);
            assertThat(made.key().expires()).contains(NOW.plus(Duration.ofDays(30)));
            assertThat(admit(store, NOW.plus(Duration.ofHours(23)), old.secret(), Scope.READ))
                    .isPresent();
            Instant later = NOW.plus(Duration.ofHours(25));
            assertRefused(ErrorCode.UNAUTHORIZED, () -> admit(store, later, old.secret(), Scope.READ));
            assertThat(admit(store, later, made.secret(), Scope.READ)).isPresent();
            assertRefused(ErrorCode.NOT_FOUND, () -> keys.rotate("none", Duration.ZERO));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whenAllKeysAreRevokedNobodyComesIn(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            ApiKeys keys = new ApiKeys(store, at(NOW));
            try (Doorkeeper door = new Doorkeeper(keys, 100, at(NOW))) {
                assertThat(door.admit(null, Scope.ADMIN)).isEmpty();
            }
            ApiKeys.Made made = keys.create("shop", Set.of(Scope.READ), OptionalDouble.empty(), Optional.empty());
            assertThat(keys.revoke(made.key().id()).state(NOW)).isEqualTo("revoked");
            assertRefused(ErrorCode.UNAUTHORIZED, () -> admit(store, NOW, made.secret(), Scope.READ));
            try (Doorkeeper door = new Doorkeeper(keys, 100, at(NOW))) {
                assertThat(door.isGuarding()).isTrue();
                assertThat(door.hasGoodKey()).isFalse();
                assertRefused(ErrorCode.UNAUTHORIZED, () -> door.admit(null, Scope.READ));
            }
            assertRefused(ErrorCode.CONFLICT, () -> keys.rotate(made.key().id(), Duration.ZERO));
        }
    }

    @Test
    void aKeyThatAsksTooOftenHasToWait() {
        TokenBucket bucket = new TokenBucket(4, 0);
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.take(0)).isZero();
        }
        assertThat(bucket.take(0)).isEqualTo(0.25);
        assertThat(bucket.take(250_000_000)).isZero();
        assertThat(bucket.take(300_000_000)).isGreaterThan(0);
        for (int i = 0; i < 4; i++) {
            assertThat(bucket.take(10_000_000_000L)).isZero();
        }
        assertThat(bucket.take(10_000_000_000L)).isPositive();
        TokenBucket slow = new TokenBucket(0.1, 0);
        assertThat(slow.take(0)).isZero();
        assertThat(slow.take(0)).isEqualTo(10);
    }

    @Test
    void whatIsNoScopeIsRefusedWithTheNearest() {
        assertThat(Scope.parse("read, admin")).containsExactly(Scope.READ, Scope.ADMIN);
        assertThatThrownBy(() -> Scope.parse("read,adimn")).hasMessageContaining("did you mean admin?");
    }
}
