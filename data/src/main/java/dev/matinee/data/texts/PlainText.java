package dev.matinee.data.texts;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.charfilter.HTMLStripCharFilter;

/** Makes plain text of what may hold HTML. */
final class PlainText {
    private static final Pattern MARKUP =
            Pattern.compile("</?[a-zA-Z][^<>]*>|<!--|&(?:#\\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);");

    private PlainText() {}

    /** Whether a text has tags or character references. */
    static boolean hasMarkup(String text) {
        return MARKUP.matcher(text).find();
    }

    /** The text without tags, scripts and styles, with characters for references, in one line. */
    static String of(String text) {
        String plain = hasMarkup(text) ? stripped(text) : text;
        return plain.replaceAll("[\\p{Cc}\\s\u00a0]+", " ").strip();
    }

    private static String stripped(String text) {
        StringBuilder plain = new StringBuilder();
        try (HTMLStripCharFilter filter = new HTMLStripCharFilter(new StringReader(text))) {
            char[] buffer = new char[1024];
            for (int count = filter.read(buffer, 0, buffer.length);
                    count > 0;
                    count = filter.read(buffer, 0, buffer.length)) {
                plain.append(buffer, 0, count);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return plain.toString();
    }
}
