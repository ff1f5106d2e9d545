package dev.matinee.cli;

import dev.matinee.engine.Progress;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Shows progress on stderr: a bar with the time left on a terminal, now and then a plain line elsewhere. One task is shown
 * at a time; tasks that start within it are not.
 */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final long NANOS_BETWEEN_LINES = Duration.ofSeconds(5).toNanos();
    private static final long NANOS_WORTH_A_LINE = Duration.ofMillis(500).toNanos();
    private static final int BAR_WIDTH = 100;

    private final PrintWriter err;
    private final boolean terminal;
    private @Nullable Task shown;

    ConsoleProgress(PrintWriter err) {
        this.err = err;
        this.terminal = isTerminal();
    }

    @Override
    public synchronized Task start(String name, long total, String unit) {
        if (shown != null) {
            return Progress.none().start(name, total, unit);
        }
        Task task = terminal ? new Bar(name, total, unit) : new Lines(name, total, unit);
        shown = task;
        return task;
    }

    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private synchronized void ended() {
        shown = null;
    }

    @Override
    public synchronized void close() {
        if (shown != null) {
            shown.close();
        }
    }

    private final class Bar implements Task {
        private final ProgressBar bar;

        Bar(String name, long total, String unit) {
            bar = new ProgressBarBuilder()
                    .setTaskName(name)
                    .setInitialMax(total == 0 ? -1 : total)
                    .setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setMaxRenderedLength(BAR_WIDTH)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .setUpdateIntervalMillis(200)
                    .clearDisplayOnFinish()
                    .build();
        }

        @Override
        public void advance(long units) {
            bar.stepBy(units);
        }

        @Override
        public void note(String remark) {
            bar.setExtraMessage(" " + remark);
        }

        @Override
        public void close() {
            bar.close();
            ended();
        }
    }

    private final class Lines implements Task {
        private final String name;
        private final long total;
        private final String unit;
        private final long start = System.nanoTime();
        private long lastLine = start;
        private long done;
        private String note = "";
        private boolean closed;

        Lines(String name, long total, String unit) {
            this.name = name;
            this.total = total;
            this.unit = unit;
        }

        @Override
        public synchronized void advance(long units) {
            done += units;
            long now = System.nanoTime();
            if (now - lastLine >= NANOS_BETWEEN_LINES) {
                lastLine = now;
                line(now, left(now));
            }
        }

        private String left(long now) {
            if (total == 0 || done == 0) {
                return "";
            }
            double seconds = (now - start) / 1e9 * (total - done) / done;
            return String.format(Locale.ROOT, ", about %.0f s left", seconds);
        }

        private void line(long now, String left) {
            String count = total == 0 ? Long.toString(done) : done + " of " + total;
            err.println(String.format(
                    Locale.ROOT,
                    "%s: %s %s in %.1f s%s%s",
                    name,
                    count,
                    unit,
                    (now - start) / 1e9,
                    note.isEmpty() ? "" : " (" + note + ")",
                    left));
            err.flush();
        }

        @Override
        public synchronized void note(String remark) {
            note = remark;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                long now = System.nanoTime();
                if (now - start >= NANOS_WORTH_A_LINE) {
                    line(now, "");
                }
                ended();
            }
        }
    }
}
