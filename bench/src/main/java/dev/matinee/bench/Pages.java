package dev.matinee.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Parts of documentation that are measured, between two comments that name them. */
final class Pages {
    private Pages() {}

    /** Replaces what stands between {@code <!-- name: … -->} and {@code <!-- end of name -->}. */
    static void replace(Path page, String name, String text) {
        try {
            String all = Files.readString(page);
            int begins = all.indexOf("<!-- " + name + ":");
            int from = all.indexOf("-->", begins) + "-->".length();
            int to = all.indexOf("<!-- end of " + name + " -->", from);
            if (begins < 0 || to < 0) {
                throw new IllegalStateException(page + " has no place for " + name);
            }
            Files.writeString(page, all.substring(0, from) + "\n" + text.strip() + "\n" + all.substring(to));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
