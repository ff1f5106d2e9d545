package dev.matinee.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * Every command of README.md and of the guide is run, in the order in which the index of the guide names the pages, and must end as
 * it should: with 0, or with what a page says ({@code # ends with 4}). A page that begins with {@code ingest} or {@code demo} begins with no
 * workspace; others go on with that of the page before. What says {@code curl} asks the service that {@code serve} began on its page.
 *
 * <p>The data are those of {@link ReaderFiles}: small, so that all of it takes seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideTest {
    private static final Path ROOT = Path.of(System.getProperty("matinee.root", ".."));
    private static final String INDEX = "docs/guide/README.md";
    private static final Pattern LINK = Pattern.compile("\\]\\(([a-z0-9-]+\\.md)[)#]");
    private static final Pattern EXTENSIONS = Pattern.compile("export MATINEE_EXTENSIONS=(\\S+)");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final Pattern KEY = Pattern.compile("matinee_[\\w-]{20,}");

    /** What cannot be run here, by its beginning, and why. */
    private static final Map<String, String> NOT_HERE = Map.ofEntries(
            Map.entry(
                    "curl localhost:8080/api/v1/models/ease:train",
                    "trains in a process of its own; JobsTest does that"),
            Map.entry(
                    "curl localhost:8080/api/v1/models:retrain",
                    "trains all models in a process of its own; JobsTest does that"),
            Map.entry("curl -N 'localhost:8080/api/v1/jobs/1", "follows a job that is not begun here"),
            Map.entry("curl -X POST localhost:8080/api/v1/jobs/1:cancel", "cancels a job that is not begun here"),
            Map.entry("./matinee ingest jdbc:postgresql://localhost/shop", "needs a database of the reader"),
            Map.entry(
                    "./matinee serve --database jdbc:postgresql://db.example", "needs a database server of the reader"),
            Map.entry(
                    "./matinee keys list --database jdbc:postgresql://db.example",
                    "needs a database server of the reader"),
            Map.entry("MATINEE_TMDB_KEY=…", "needs a network, and a key of the reader"),
            Map.entry(
                    "./matinee serve --host 0.0.0.0 --port 8443",
                    "needs a certificate of the reader, and would listen to the network"),
            Map.entry("./matinee study", "takes minutes; StudyTest runs one, and the tests of lab all"),
            Map.entry("./matinee reproduce", "needs the real data of a paper; PaperPacksTest runs all on small ones"),
            Map.entry("./matinee ingest ratings --engine spark", "needs Apache Spark; the tests of spark run it"),
            Map.entry("./matinee train implicit-als --engine spark", "needs a cluster of the reader"));

    /** What takes too long or has other data here: the argument that is replaced, by what, and why. */
    private static final List<Replaced> REPLACED = List.of(
            new Replaced("demo", "ingest " + ReaderFiles.SAMPLE, "takes half a minute; CommandsTest runs it, whole"),
            new Replaced(
                    "ingest sample", "ingest " + ReaderFiles.SAMPLE, "too many ratings to train a hundred models on"),
            new Replaced("ease next-film --split", "next-film --split", "was trained on the page before"),
            new Replaced(
                    "biases biased-mf svd-plus-plus --by rmse", "biases --by rmse", "were trained two pages before"),
            new Replaced("best --seconds 60", "best --seconds 1", "takes the minute that it is given"),
            new Replaced("samples=500", "samples=10", "takes a minute"),
            new Replaced("--halving 27 --seeds 3", "--halving 9", "trains a hundred models"),
            new Replaced("--random 20", "--random 2", "trains sixty forests"),
            new Replaced(
                    "cold-start popularity implicit-als content hybrid hybrid-weighted",
                    "cold-start popularity content",
                    "trains ten models"),
            new Replaced(
                    "cold-start popularity implicit-als content hybrid",
                    "cold-start popularity content",
                    "trains eight models"),
            new Replaced(
                    "--preset document-000 --random 10", "--preset document-000 --random 1", "trains thirty forests"),
            new Replaced("like ml-20m --scale 0.1", "like ml-20m --scale 0.001", "writes two million ratings"));

    private record Replaced(String words, String by, String reason) {}

    /** What each classifier of likes that is trained is told besides, as with its defaults it takes a minute. */
    private static final Map<String, List<String>> FEWER = Map.of(
            "likes-logistic", List.of("sample=500", "predictors=none", "factors=0", "folds=3"),
            "likes-xgboost", List.of("sample=500", "predictors=none", "factors=0", "folds=3", "trees=10"),
            "likes-forest", List.of("sample=500", "predictors=none", "factors=0", "folds=3", "trees=10"));

    private Path folder = Path.of("");
    private @Nullable GuideService service;
    private String key = "";
    private String keyId = "";

    @BeforeAll
    void writeFiles(@TempDir Path temporary) throws IOException {
        folder = temporary;
        ReaderFiles.writeTo(folder);
    }

    @AfterEach
    void stopServing() throws InterruptedException {
        if (service != null) {
            service.stop();
            service = null;
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCommandEndsAsItShould() throws IOException {
        return pages().stream()
                .map(page -> DynamicTest.dynamicTest(page, () -> {
                    Thread thread = Thread.currentThread();
                    ClassLoader before = thread.getContextClassLoader();
                    try (URLClassLoader extended = extended(page, before)) {
                        thread.setContextClassLoader(extended);
                        run(PageCommand.of(ROOT, page));
                    } finally {
                        thread.setContextClassLoader(before);
                        stopServing();
                    }
                }));
    }

    /** Where the classes of the commands of a page come from: those of the tests and what the page adds by MATINEE_EXTENSIONS. */
    private URLClassLoader extended(String page, ClassLoader loader) throws IOException {
        Matcher extensions = EXTENSIONS.matcher(Files.readString(ROOT.resolve(page)));
        URL[] added = extensions.find()
                ? new URL[] {folder.resolve(extensions.group(1)).toUri().toURL()}
                : new URL[0];
        return new URLClassLoader(added, loader);
    }

    @Test
    void theIndexNamesEveryPage() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/guide"))) {
            assertThat(pages())
                    .containsAll(files.map(file -> "docs/guide/" + file.getFileName())
                            .filter(name -> name.endsWith(".md") && !name.equals(INDEX))
                            .toList());
        }
    }

    @Test
    void whatIsLeftOutOrReplacedIsOnAPage() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String page : pages()) {
            PageCommand.of(ROOT, page).forEach(command -> all.append(command).append('\n'));
        }
        assertThat(NOT_HERE.keySet()).allSatisfy(beginning -> assertThat(all).contains(beginning));
        assertThat(NOT_HERE.values()).allSatisfy(reason -> assertThat(reason).isNotBlank());
        assertThat(REPLACED).allSatisfy(replaced -> {
            assertThat(all).contains(replaced.words);
            assertThat(replaced.reason).isNotBlank();
        });
    }

    /** README.md and the pages in the order of the index. */
    private static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(List.of("README.md"));
        Matcher link = LINK.matcher(Files.readString(ROOT.resolve(INDEX)));
        while (link.find()) {
            String page = "docs/guide/" + link.group(1);
            if (!pages.contains(page)) {
                pages.add(page);
            }
        }
        return pages;
    }

    private void run(List<PageCommand> commands) throws Exception {
        List<AssertionError> failures = new ArrayList<>();
        boolean first = true;
        for (PageCommand command : commands) {
            if (NOT_HERE.keySet().stream().anyMatch(command.text()::startsWith)) {
                continue;
            }
            try {
                if (command.isCurl()) {
                    curl(command);
                } else {
                    List<String> arguments = arguments(command);
                    Path workspace = folder.resolve("workspace");
                    if (first && arguments.getFirst().equals("ingest") && arguments.contains(workspace.toString())) {
                        delete(workspace);
                    }
                    matinee(command, arguments);
                }
            } catch (AssertionError failure) {
                failures.add(failure);
            }
            first = false;
        }
        assertThat(failures).extracting(Throwable::getMessage).isEmpty();
    }

    private void matinee(PageCommand command, List<String> arguments) throws InterruptedException {
        if (arguments.getFirst().equals("serve")) {
            stopServing();
            service = GuideService.start(arguments);
            assertThat(service.address()).as(command.toString()).startsWith("http://");
            return;
        }
        Outcome outcome = Outcome.of(arguments.toArray(String[]::new));
        assertThat(outcome.exitCode())
                .as("%s%nrun as %s%n%s", command, arguments, outcome.err())
                .isEqualTo(command.exitCode());
        Matcher made = KEY.matcher(outcome.out());
        if (made.find()) {
            key = made.group();
        }
    }

    private void curl(PageCommand command) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "needs Debian's package curl");
        GuideService asked = service;
        if (asked == null) {
            throw new AssertionError(command + " has nothing to ask: no serve before it");
        }
        String text = command.text()
                .replaceFirst("curl ", "curl --fail-with-body --silent --show-error --max-time 120 ")
                .replaceAll("(http://)?(localhost|127\\.0\\.0\\.1):8080", Matcher.quoteReplacement(asked.address()))
                .replace("matinee_…", key);
        Process process =
                new ProcessBuilder("bash", "-c", text).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s%n%s", command, output).isEqualTo(command.exitCode());
    }

    /** The arguments as they can be run here: files and workspace are in the test's folder, names that differ each time are found. */
    private List<String> arguments(PageCommand command) throws IOException {
        String line = String.join("\u0000", command.arguments());
        for (Replaced replaced : REPLACED) {
            line = line.replace(replaced.words.replace(' ', '\u0000'), replaced.by.replace(' ', '\u0000'));
        }
        List<String> arguments = new ArrayList<>();
        for (String word : line.split("\u0000", -1)) {
            String before = arguments.isEmpty() ? "" : arguments.getLast();
            arguments.add(found(
                    isFile(before, word)
                            ? folder.resolve(word.replaceFirst("^/+", "")).toString()
                            : word));
        }
        addSettings(arguments);
        if (!arguments.contains("-w") && !arguments.contains("--workspace") && knowsWorkspace(arguments)) {
            arguments.addAll(List.of("-w", folder.resolve("workspace").toString()));
        }
        return arguments;
    }

    private static void addSettings(List<String> arguments) {
        boolean training = switch (arguments.getFirst()) {
            case "evaluate", "train", "tune" -> true;
            case "leakage" -> arguments.add("likes-xgboost");
            case "explain" -> arguments.size() == 1 && arguments.addAll(List.of("--model", "likes-xgboost"));
            default -> false;
        };
        List<String> models =
                arguments.stream().filter(FEWER::containsKey).distinct().toList();
        for (String model : training ? models : List.<String>of()) {
            FEWER.getOrDefault(model, List.of())
                    .forEach(setting -> arguments.addAll(List.of("--set", model + "." + setting)));
        }
    }

    private boolean isFile(String before, String word) {
        return switch (before) {
            case "--assign", "--all", "-w", "--workspace" -> true;
            case "--to" -> !DAY.matcher(word).matches();
            case "--charts" -> !word.startsWith("-");
            default -> word.startsWith("workspace/") || Files.exists(folder.resolve(word.replaceFirst("^/+", "")));
        };
    }

    private static boolean knowsWorkspace(List<String> arguments) {
        CommandLine named = new CommandLine(new Matinee()).getSubcommands().get(arguments.getFirst());
        if (named == null) {
            return false;
        }
        CommandLine inner = arguments.size() > 1 ? named.getSubcommands().get(arguments.get(1)) : null;
        return (inner == null ? named : inner).getCommandSpec().findOption("-w") != null;
    }

    /** Replaces what has another name each time by what there is. */
    private String found(String word) throws IOException {
        return switch (word) {
            case "20261124-153012-345-ease-1a2b3c4d" -> newest("evaluations", "-ease-", ".json");
            case "0f3a29c1d4" -> {
                if (keyId.isEmpty()) {
                    Outcome keys = Outcome.of(
                            "keys",
                            "list",
                            "--json",
                            "-w",
                            folder.resolve("workspace").toString());
                    List<?> listed =
                            (List<?>) Objects.requireNonNull(keys.json().get("keys"));
                    keyId = String.valueOf(((Map<?, ?>) listed.getFirst()).get("id"));
                }
                yield keyId;
            }
            default ->
                word.contains("ease-de2dc09e") ? word.replace("ease-de2dc09e", newest("tuning", "ease-", "")) : word;
        };
    }

    private String newest(String inside, String containing, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("workspace").resolve(inside))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(containing) && name.endsWith(ending))
                    .map(name -> name.substring(0, name.length() - ending.length()))
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new AssertionError("nothing in " + inside + " is named " + containing));
        }
    }

    private static void delete(Path workspace) throws IOException {
        if (!Files.exists(workspace)) {
            return;
        }
        try (Stream<Path> all = Files.walk(workspace)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
