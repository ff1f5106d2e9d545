package dev.matinee.bench;

import java.util.List;
import java.util.stream.Stream;

/** The options by which Java lets Spark into itself. */
final class SparkOpens {
    static final List<String> OPTIONS = Stream.of(
                    "java.lang",
                    "java.lang.invoke",
                    "java.lang.reflect",
                    "java.io",
                    "java.net",
                    "java.nio",
                    "java.util",
                    "java.util.concurrent",
                    "java.util.concurrent.atomic",
                    "jdk.internal.ref",
                    "sun.nio.ch",
                    "sun.nio.cs",
                    "sun.util.calendar")
            .map(inside -> "--add-opens=java.base/" + inside + "=ALL-UNNAMED")
            .toList();

    private SparkOpens() {}
}
