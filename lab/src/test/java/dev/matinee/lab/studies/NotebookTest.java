package dev.matinee.lab.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.Test;

/**
 * The cells of docs/studies/notebook.md, run one after the other by the JDK's own shell on the embedded sample. It runs them in this
 * process, whose output it takes.
 */
class NotebookTest {
    private static final Pattern CELL = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyCellRuns() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("matinee.root"), "docs/studies/notebook.md"));
        List<String> cells =
                CELL.matcher(page).results().map(match -> match.group(1)).toList();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
            cells.forEach(cell -> run(shell, cell));
            assertThat(number(shell, "ratedBefore")).isZero();
            assertThat(number(shell, "recommended.size()")).isEqualTo(20);
            assertThat(number(shell, "biased.users().size()")).isEqualTo(183);
            assertThat(number(shell, "result.findings().size()")).isEqualTo(7);
        } finally {
            System.setOut(before);
        }
        assertThat(cells).hasSizeGreaterThan(10);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("183 rows", "LEAKS", "the elbow says");
    }

    private static long number(JShell shell, String expression) {
        return Long.parseLong(shell.eval(expression).getFirst().value());
    }

    private static void run(JShell shell, String cell) {
        String rest = cell;
        while (!rest.isBlank()) {
            SourceCodeAnalysis.CompletionInfo next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            assertThat(next.completeness().isComplete()).as(rest).isTrue();
            for (SnippetEvent event : shell.eval(next.source())) {
                String said = shell.diagnostics(event.snippet())
                        .map(diagnostic -> diagnostic.getMessage(Locale.ROOT))
                        .toList()
                        .toString();
                assertThat(event.exception()).as(next.source()).isNull();
                assertThat(event.status()).as(next.source() + said).isEqualTo(Snippet.Status.VALID);
            }
            rest = next.remaining();
        }
    }
}
