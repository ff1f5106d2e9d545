package dev.matinee.server.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.store.Store;
import dev.matinee.server.store.StoreAddress;
import dev.matinee.server.store.Stores;
import dev.matinee.testkit.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was acknowledged is there, once, on both databases; and what goes wrong with them is said. */
class FeedbackLogTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final List<FeedbackKind> KINDS = List.of(FeedbackKind.values());

    private static FeedbackEvent event(String key, String user, String movie, FeedbackKind kind) {
        OptionalDouble rating = kind == FeedbackKind.RATING ? OptionalDouble.of(4.5) : OptionalDouble.empty();
        return new FeedbackEvent(key, user, movie, kind, rating, Instant.ofEpochSecond(1_000_000));
    }

    private static List<FeedbackEvent> events(String keys, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> event(keys + i, "user" + i % 7, "movie" + i, KINDS.get(i % KINDS.size())))
                .toList();
    }

    private static long count(Store store) {
        return store.read(transaction ->
                        transaction.first("SELECT COUNT(*) AS n FROM feedback_event", row -> row.whole("n")))
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void eventsCountOnceHoweverOftenTheyAreSent(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address);
                FeedbackLog log = new FeedbackLog(store, new Histories(store), CLOCK)) {
            assertThat(log.append(events("a", 0, 50))).isEqualTo(new FeedbackLog.Outcome(50, 0, List.of()));
            assertThat(log.append(events("a", 30, 60))).isEqualTo(new FeedbackLog.Outcome(10, 20, List.of()));
            assertThat(count(store)).isEqualTo(60);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatWasUsedForSomethingElseIsSaidSo(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address);
                FeedbackLog log = new FeedbackLog(store, new Histories(store), CLOCK)) {
            log.append(List.of(event("a", "42", "7", FeedbackKind.LIKE)));
            assertThat(log.append(List.of(
                            event("b", "42", "8", FeedbackKind.LIKE),
                            event("a", "42", "7", FeedbackKind.DISLIKE),
                            event("a", "43", "7", FeedbackKind.DISLIKE))))
                    .isEqualTo(new FeedbackLog.Outcome(2, 0, List.of(1)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClockThatJumpsBackDoesNotBringBackWhatWasSaidBefore(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        Instant now = Instant.parse("2026-11-01T12:00:00Z");
        for (Instant then : List.of(now, now.minusSeconds(86_400))) {
            boolean first = then.equals(now);
            try (Store store = Store.open(address)) {
                Histories histories = new Histories(store);
                try (FeedbackLog log = new FeedbackLog(store, histories, Clock.fixed(then, ZoneOffset.UTC))) {
                    FeedbackKind opinion = first ? FeedbackKind.LIKE : FeedbackKind.DISLIKE;
                    log.append(List.of(
                            new FeedbackEvent(first ? "a" : "b", "42", "7", opinion, OptionalDouble.empty(), then)));
                    assertThat(histories.of("42").about("7").orElseThrow().kind())
                            .isEqualTo(opinion);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void opinionsAreThereBeforeTheAcknowledgementAndAfterARestart(Stores kind, @TempDir Path folder) {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address)) {
            Histories histories = new Histories(store);
            try (FeedbackLog log = new FeedbackLog(store, histories, CLOCK)) {
                assertThat(histories.of("42").size()).isZero();
                log.append(List.of(event("a", "42", "7", FeedbackKind.RATING)));
                assertThat(histories.of("42").about("7")).isPresent();
                log.append(List.of(event("b", "42", "7", FeedbackKind.DISMISSED)));
                assertThat(histories.of("42").hidden()).containsExactly("7");
            }
        }
        try (Store store = Store.open(address)) {
            assertThat(new Histories(store).of("42").all())
                    .containsExactly(new Opinions.Opinion(
                            "7", FeedbackKind.RATING, OptionalDouble.of(4.5), true, Instant.ofEpochSecond(1_000_000)));
        }
    }

    @Test
    void whatAnotherServiceWroteIsKnownASecondLater(@TempDir Path folder) throws InterruptedException {
        StoreAddress address = Stores.POSTGRESQL.in(folder);
        try (Store one = Store.open(address);
                Store other = Store.open(address);
                FeedbackLog log = new FeedbackLog(one, new Histories(one), CLOCK)) {
            Histories histories = new Histories(other);
            assertThat(histories.of("42").size()).isZero();
            log.append(List.of(event("a", "42", "7", FeedbackKind.LIKE)));
            Thread.sleep(Duration.ofMillis(1050));
            assertThat(histories.of("42").size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyWritersShareTheWaitForTheDisk(Stores kind, @TempDir Path folder) throws InterruptedException {
        StoreAddress address = kind.in(folder);
        try (Store store = Store.open(address);
                FeedbackLog log = new FeedbackLog(store, new Histories(store), CLOCK)) {
            List<Thread> threads = new ArrayList<>();
            AtomicInteger stored = new AtomicInteger();
            for (int client = 0; client < 64; client++) {
                String keys = "client" + client + "-";
                threads.add(Thread.ofVirtual().start(() -> {
                    for (int i = 0; i < 20; i++) {
                        stored.addAndGet(log.append(events(keys, i, i + 1)).stored());
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(stored).hasValue(64 * 20);
            assertThat(count(store)).isEqualTo(64 * 20);
        }
    }

    @Test
    void moreThanCanWaitIsTurnedAway(@TempDir Path folder) throws InterruptedException {
        StoreAddress address = Stores.SQLITE.in(folder);
        try (Store store = Store.open(address);
                FeedbackLog log = new FeedbackLog(store, new Histories(store), CLOCK)) {
            Thread[] threads = new Thread[25];
            AtomicInteger busy = new AtomicInteger();
            // Whoever holds the lock keeps the log from writing.
            store.write(transaction -> {
                transaction.update("DELETE FROM audit");
                for (int i = 0; i < threads.length; i++) {
                    String keys = "wave" + i + "-";
                    threads[i] = Thread.ofVirtual().start(() -> {
                        try {
                            log.append(events(keys, 0, 1000));
                        } catch (MatineeException full) {
                            assertThat(full.code()).isEqualTo(ErrorCode.BUSY);
                            busy.incrementAndGet();
                        }
                    });
                }
                return awaitAtLeast(busy, 5);
            });
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(busy).hasValue(5);
            assertThat(count(store)).isEqualTo(20_000);
        }
    }

    private static boolean awaitAtLeast(AtomicInteger counter, int wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        while (counter.get() < wanted && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return counter.get() >= wanted;
    }

    @Test
    void aDatabaseThatIsGoneIsSaidToBeAndComesBack() throws InterruptedException {
        Assumptions.assumeTrue(PostgresServer.isInstalled(), PostgresServer.MISSING);
        try (PostgresServer server = PostgresServer.start();
                Store store = Store.open(StoreAddress.of(server.url()).as(server.user(), server.password()))) {
            Histories histories = new Histories(store);
            try (FeedbackLog log = new FeedbackLog(store, histories, CLOCK)) {
                log.append(List.of(event("a", "42", "7", FeedbackKind.LIKE)));
                assertThat(histories.of("42").size()).isEqualTo(1);
                server.crash();
                assertBusy(() -> log.append(List.of(event("b", "42", "8", FeedbackKind.LIKE))));
                // From now on nobody waits for it.
                long start = System.nanoTime();
                assertBusy(() -> log.append(List.of(event("b", "42", "8", FeedbackKind.LIKE))));
                assertThat(System.nanoTime() - start).isLessThan(TimeUnit.MILLISECONDS.toNanos(500));
                assertBusy(() -> histories.of("new"));
                assertThat(histories.lastOf("42").size()).isLessThanOrEqualTo(1);
                server.startAgain();
                Thread.sleep(Duration.ofMillis(1100));
                assertThat(log.append(List.of(event("b", "42", "8", FeedbackKind.LIKE)))
                                .stored())
                        .isEqualTo(1);
                assertThat(histories.of("42").size()).isEqualTo(2);
            }
        }
    }

    private static void assertBusy(Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        MatineeException.class,
                        error -> assertThat(error.code()).isEqualTo(ErrorCode.BUSY));
    }

    @Test
    void aFullDiskIsSaidToBeAndNothingAcknowledgedIsLost(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()),
                "needs the right to mount a small disk");
        StoreAddress address = Stores.SQLITE.in(disk);
        try (Store store = Store.open(address);
                FeedbackLog log = new FeedbackLog(store, new Histories(store), CLOCK)) {
            Path filler = Files.write(disk.resolve("filler"), new byte[2 << 20]);
            int acknowledged = 0;
            MatineeException full = null;
            while (full == null && acknowledged < 1_000_000) {
                try {
                    acknowledged += log.append(events("k", acknowledged, acknowledged + 500))
                            .stored();
                } catch (MatineeException error) {
                    full = error;
                }
            }
            assertThat(full)
                    .isInstanceOfSatisfying(
                            MatineeException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.STORAGE));
            assertThat(count(store)).isEqualTo(acknowledged);
            Files.delete(filler);
            assertThat(log.append(events("k", acknowledged, acknowledged + 500)).stored())
                    .isEqualTo(500);
            assertThat(count(store)).isEqualTo(acknowledged + 500);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
