package dev.matinee.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a document that is written by a comparison: all between two comments that name it. */
final class Marked {
    private Marked() {}

    /** Replaces the part; a document without one is left as it is. */
    static void replace(Path document, String name, String text) {
        String begin = "<!-- begin: " + name + " -->\n";
        String end = "<!-- end: " + name + " -->";
        try {
            if (!Files.exists(document)) {
                return;
            }
            String all = Files.readString(document);
            int from = all.indexOf(begin);
            int to = all.indexOf(end);
            if (from >= 0 && to > from) {
                Files.writeString(document, all.substring(0, from + begin.length()) + text + all.substring(to));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
