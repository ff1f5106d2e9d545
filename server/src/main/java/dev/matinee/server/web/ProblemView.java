package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.api.Problem;

/** What went wrong, and what to do about it. */
final class ProblemView {
    private ProblemView() {}

    static Page page(Problem problem, String requestId) {
        String title = switch (problem.status()) {
            case 404 -> "Not found";
            case 403 -> "Not allowed";
            case 500 -> "A defect";
            case 503 -> "Busy";
            default -> "That did not work";
        };
        return new Page(
                title,
                "",
                Html.NONE,
                Html.of(
                        note(problem),
                        el("p.muted", "Request " + requestId),
                        el("p", el("a", "To the overview").with("href", "/"))));
    }

    /** The same as a part of a page. */
    static Html note(Problem problem) {
        return el(
                        "div.problem",
                        el("p", el("strong", sentence(problem.detail()))),
                        problem.remedy().isEmpty() ? Html.NONE : el("p", sentence(problem.remedy())))
                .with("role", "alert");
    }

    private static String sentence(String text) {
        String begun = Words.sentence(text);
        return begun.isEmpty() || begun.endsWith(".") ? begun : begun + ".";
    }
}
