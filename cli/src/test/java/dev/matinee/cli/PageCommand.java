package dev.matinee.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command of a page of the documentation: what begins with {@code ./matinee}, {@code /opt/matinee/matinee} or {@code curl} in a block
 * of code, up to the end of the line or, after a backslash and within quotes, of a later one.
 *
 * @param page the page, from the root of the project
 * @param line the line of the page that it begins in, from 1
 * @param text the command without its comment
 * @param exitCode how it should end: with 0, or what the comment says ({@code # ends with 4})
 */
record PageCommand(String page, int line, String text, int exitCode) {
    private static final Pattern BEGINNING = Pattern.compile(
            "(\\$ )?((?:[A-Z_]+=\\S+ )*(?:\\./matinee|(?:sudo -u matinee )?/opt/matinee/matinee|curl) .*)");
    private static final Pattern WORD =
            Pattern.compile("(?:[^\\s\"'#]|\"[^\"]*\"|'[^']*')(?:[^\\s\"']|\"[^\"]*\"|'[^']*')*");
    private static final Pattern OTHER_END = Pattern.compile("# ends with (\\d+)");

    /** The commands of a page in their order. */
    static List<PageCommand> of(Path root, String page) throws IOException {
        List<String> lines = Files.readAllLines(root.resolve(page));
        List<PageCommand> commands = new ArrayList<>();
        boolean code = false;
        for (int i = 0; i < lines.size(); i++) {
            Matcher beginning = BEGINNING.matcher(lines.get(i));
            if (lines.get(i).startsWith("```")) {
                code = !code;
            } else if (code && beginning.matches()) {
                int first = i + 1;
                StringBuilder text = new StringBuilder(beginning.group(2));
                while (text.charAt(text.length() - 1) == '\\' || isOpen(text.toString())) {
                    if (text.charAt(text.length() - 1) == '\\') {
                        text.setLength(text.length() - 1);
                    }
                    text.append('\n').append(lines.get(++i));
                }
                Matcher end = OTHER_END.matcher(text);
                commands.add(new PageCommand(
                        page,
                        first,
                        String.join(" ", quoted(text.toString())),
                        end.find() ? Integer.parseInt(end.group(1)) : 0));
            }
        }
        return commands;
    }

    /** Whether a quote was begun and not ended. */
    private static boolean isOpen(String text) {
        return WORD.matcher(text).replaceAll("").contains("'");
    }

    /** The words as they stand, quotes and all, up to a comment. */
    private static List<String> quoted(String text) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find() && text.substring(end, word.start()).isBlank()) {
            words.add(word.group());
            end = word.end();
        }
        return words;
    }

    boolean isCurl() {
        return text.startsWith("curl ");
    }

    /** What follows {@code matinee}, each word without its quotes. */
    List<String> arguments() {
        return quoted(text).stream()
                .dropWhile(word -> !word.endsWith("/matinee"))
                .skip(1)
                .map(word -> word.replaceAll("[\"']", ""))
                .toList();
    }

    @Override
    public String toString() {
        return page + ":" + line + ": " + text;
    }
}
