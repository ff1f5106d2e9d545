package dev.matinee.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.codeborne.selenide.Configuration;
import com.codeborne.selenide.Selenide;
import com.codeborne.selenide.WebDriverRunner;
import dev.matinee.engine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's chromium without a window, driven by Selenide; what goes wrong in it is written down. */
final class Browser implements AutoCloseable {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final String AXE = resource("/axe.min.js");

    private final ChromeDriver driver;
    private final String address;
    private final List<String> faults = new ArrayList<>();

    private Browser(ChromeDriver driver, URI address) {
        this.driver = driver;
        this.address = address.toString();
    }

    /** Whether chromium and its driver are installed. */
    static void assume() {
        assumeTrue(
                Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER),
                "chromium and chromium-driver are not both installed");
    }

    /** A browser for what is served at an address. */
    static Browser at(URI address) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--hide-scrollbars");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60)).scriptTimeout(Duration.ofMinutes(2));
        WebDriverRunner.setWebDriver(driver);
        Configuration.timeout = 10_000;
        Configuration.screenshots = false;
        Configuration.savePageSource = false;
        Browser browser = new Browser(driver, address);
        browser.size(1280, 900);
        return browser;
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Browser.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Opens a page. */
    Browser open(String path) {
        driver.get(address + path);
        return this;
    }

    /** The size of the page in points. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Whether the reader prefers it dark. */
    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    /** What a script returns. */
    Object run(String script) {
        return Objects.requireNonNull(driver.executeScript(script), script);
    }

    /** Waits until no request is under way and what is on the page has settled. */
    Browser settle() {
        try {
            for (int quiet = 0, tries = 0; quiet < 3 && tries < 200; tries++) {
                Thread.sleep(50);
                boolean busy = (Boolean)
                        run(
                                "return document.readyState !== 'complete' || !!document.querySelector('.htmx-request,.htmx-swapping,.htmx-settling')");
                quiet = busy ? 0 : quiet + 1;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return this;
    }

    /** The bytes that came over the network since the page was opened, as they came. */
    long bytesOfPage() {
        return ((Number) run(
                        "return performance.getEntriesByType('resource').concat(performance.getEntriesByType('navigation'))"
                                + ".reduce((sum, entry) => sum + entry.transferSize, 0)"))
                .longValue();
    }

    /** Nothing was written to the console as an error or a warning, and no request failed, since this was last asked. */
    void assertClean(String where) {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                faults.add(entry.getMessage());
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            fault(Json.parseObject(entry.getMessage()));
        }
        List<String> found = List.copyOf(faults);
        faults.clear();
        assertThat(found).as("console and network of " + where).isEmpty();
    }

    private void fault(Map<String, Object> log) {
        if (!(log.get("message") instanceof Map<?, ?> message)
                || !(message.get("params") instanceof Map<?, ?> params)) {
            return;
        }
        String method = String.valueOf(message.get("method"));
        if (method.equals("Network.loadingFailed") && !Boolean.TRUE.equals(params.get("canceled"))) {
            faults.add("failed: " + params);
        }
        if (method.equals("Network.responseReceived")
                && params.get("response") instanceof Map<?, ?> response
                && response.get("status") instanceof Number status
                && status.intValue() >= 400) {
            faults.add(status + " " + response.get("url"));
        }
    }

    /** Forgets what went wrong so far, where that was meant to. */
    void forgetFaults() {
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        faults.clear();
    }

    /** axe-core finds nothing serious or critical in the colours that are shown. */
    void assertAccessibleAsShown(String where) {
        driver.executeScript(AXE);
        assertNoViolation(where, "{resultTypes: ['violations']}");
    }

    /** axe-core finds nothing serious or critical, in light colours or in dark ones. */
    void assertAccessible(String where) {
        assertAccessibleAsShown(where);
        dark(true);
        assertNoViolation(where + ", dark", "{resultTypes: ['violations'], runOnly: ['color-contrast']}");
        dark(false);
    }

    private void assertNoViolation(String where, String options) {
        // A chart is one picture with a name; what it is drawn with, thousands of elements that nobody reads, is put
        // aside meanwhile.
        Object found = driver.executeAsyncScript("const done = arguments[arguments.length - 1];"
                + "const drawn = [...document.querySelectorAll('svg')].map(svg => [svg, [...svg.childNodes]]);"
                + "drawn.forEach(([svg]) => svg.replaceChildren());"
                + "axe.run(document, " + options + ").then(result => {"
                + "drawn.forEach(([svg, parts]) => svg.replaceChildren(...parts));"
                + "done(result.violations"
                + ".filter(one => one.impact === 'serious' || one.impact === 'critical')"
                + ".flatMap(one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200) + ' '"
                + " + (node.any[0] ? node.any[0].message : ''))))})");
        assertThat((List<?>) found).as("axe on " + where).isEmpty();
    }

    /** A picture of the whole page. */
    void picture(Path file) {
        long height = ((Number) run("return document.documentElement.scrollHeight")).longValue();
        int width = ((Number) run("return window.innerWidth")).intValue();
        size(width, (int) Math.min(height, 6000));
        settle();
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        Selenide.closeWebDriver();
        driver.quit();
    }
}
