package dev.matinee.lab.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cells of docs/studies/notebook.md, compiled together and run one after the other on the embedded sample. What compiles as
 * the statements of one method is what {@code jshell} takes line by line.
 */
class NotebookTest {
    private static final Pattern CELL = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path folder;

    @Test
    void everyCellRuns() throws Exception {
        String page = Files.readString(Path.of(System.getProperty("matinee.root"), "docs/studies/notebook.md"));
        List<String> cells =
                CELL.matcher(page).results().map(match -> match.group(1)).toList();
        assertThat(cells).hasSizeGreaterThan(10);

        Map<?, ?> left = run(cells);

        assertThat(left.get("recommended")).isEqualTo(20);
        assertThat(left.get("ratedBefore")).isEqualTo(0L);
        assertThat((Long) left.get("ratedOfAll"))
                .as("else nothing would have to be hidden")
                .isPositive();
        assertThat(left.get("biased")).isEqualTo(183);
        assertThat(left.get("findings")).isEqualTo(7);
    }

    /** Runs all cells and answers what is left in some of their variables. */
    private Map<?, ?> run(List<String> cells) throws Exception {
        String all = String.join("\n", cells);
        String imports = all.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String statements =
                all.lines().filter(line -> !line.startsWith("import ")).collect(Collectors.joining("\n"));
        Path source = folder.resolve("Notebook.java");
        Files.writeString(
                source,
                imports + "\npublic class Notebook {\npublic static Map<String, Object> run() throws Exception {\n"
                        + statements
                        + "\nreturn Map.of(\"recommended\", recommended.size(), \"ratedBefore\", ratedBefore, \"ratedOfAll\", ratedOfAll, \"biased\","
                        + " biased.users().size(), \"findings\", result.findings().size());\n}\n}\n");
        compile(source);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, NotebookTest.class.getClassLoader())) {
            Object left = loader.loadClass("Notebook").getMethod("run").invoke(null);
            return (Map<?, ?>) Objects.requireNonNull(left);
        }
    }

    private void compile(Path source) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options = List.of(
                "-proc:none",
                "-d",
                folder.toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(source))
                    .call();
            assertThat(compiled).as(said.toString()).isTrue();
        }
    }
}
