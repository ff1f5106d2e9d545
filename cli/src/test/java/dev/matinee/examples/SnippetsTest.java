package dev.matinee.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Java in the guide is what stands, line by line, in the examples here, which are compiled and run. */
class SnippetsTest {
    private static final Path ROOT = Path.of(System.getProperty("matinee.root", ".."));
    private static final Path EXAMPLES = ROOT.resolve("cli/src/test/java/dev/matinee/examples");

    @Test
    void everySnippetIsPartOfAnExample() throws IOException {
        List<String> examples = new ArrayList<>();
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.sorted().toList()) {
                examples.add(stripped(Files.readAllLines(file)));
            }
        }
        List<Path> pages = new ArrayList<>();
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/guide"))) {
            files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        int found = 0;
        for (Path page : pages) {
            for (String snippet : snippets(Files.readAllLines(page))) {
                assertThat(examples.stream().anyMatch(example -> example.contains(snippet)))
                        .as("snippet of %s:%n%s", page.getFileName(), snippet)
                        .isTrue();
                found++;
            }
        }
        assertThat(found).isGreaterThan(10);
    }

    private static List<String> snippets(List<String> lines) {
        List<String> snippets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).equals("```java")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                snippets.add(stripped(lines.subList(i + 1, end)));
                i = end;
            }
        }
        return snippets;
    }

    private static String stripped(List<String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.strip()).append('\n'));
        return text.toString();
    }
}
