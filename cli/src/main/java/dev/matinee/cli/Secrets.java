package dev.matinee.cli;

import java.util.List;

/** Keeps passwords out of the log. */
final class Secrets {
    private Secrets() {}

    /** The arguments with whatever may hold a password cut off. */
    static List<String> hidden(List<String> arguments) {
        return arguments.stream()
                .map(argument ->
                        argument.contains("jdbc:") ? argument.replaceFirst("(//)[^@/]*@|[?;].*", "$1…") : argument)
                .toList();
    }
}
