package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Scope;
import dev.matinee.server.security.Visitor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which models there are and which is best: leaderboard, what is in use, what is kept, jobs. */
final class ModelsPage {
    static final String HOME = "/models";

    private final Layout layout;
    private final Api api;

    ModelsPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    List<Endpoint> all() {
        return List.of(
                Web.get(HOME, this::page, "by"),
                Endpoint.post("/models/activate", this::activate).needs(Scope.ADMIN));
    }

    private Reply page(Call call) {
        Visitor visitor = call.visitor();
        Facts models = new Facts(api.ask(call, "GET /api/v1/models", Map.of(), Map.of()));
        Facts boards = new Facts(
                api.ask(call, "GET /api/v1/leaderboard", Map.of(), call.query().values()));
        List<Html> leaderboards = new ArrayList<>();
        int number = 0;
        for (Facts board : boards.list("leaderboards")) {
            number++;
            leaderboards.add(LeaderboardView.of(board, number));
        }
        Html body = Html.of(
                el(
                        "p.actions",
                        Parts.button("/models/train", "Train a model"),
                        Parts.button("/models/tune", "Tune a model")),
                Parts.section(
                        "leaderboard",
                        "Leaderboard",
                        leaderboards.isEmpty()
                                ? Parts.nothing(
                                        "No model was evaluated yet.",
                                        "Measure some with: ./matinee evaluate implicit-als ease, or tune one here.")
                                : leaderboards,
                        boards.list("findings").stream()
                                .map(finding -> el("p.note", finding.text("problem")))
                                .toList()),
                ColdStartView.of(boards),
                Parts.section("served", "In use", served(models)),
                Parts.section("kept", "Kept versions", kept(models, visitor)),
                refused(models),
                visitor.may(Scope.ADMIN) ? Parts.section("jobs", "Jobs", jobs(call)) : Html.NONE);
        Html lead = Html.of("Which model is best, by how much, and at what cost.");
        return Web.page(layout, call, new Page("Models", HOME, lead, body));
    }

    private static Html served(Facts models) {
        List<Html> cards = models.list("models").stream()
                .map(model -> el(
                        "li.card",
                        el(
                                "h3",
                                el("a", model.text("model")).with("href", HOME + "/" + model.text("model")),
                                model.text("model").equals(models.text("preferred"))
                                        ? Html.of(" ", el("span.badge", "answers"))
                                        : Html.NONE),
                        el(
                                "p.muted",
                                "version " + model.text("version") + " · "
                                        + Words.bytes(model.number("bytes").orElse(0)) + " · since "
                                        + Words.minute(model.text("since")) + " UTC"),
                        el("p", "Can " + String.join(", ", abilities(model)))))
                .toList();
        return cards.isEmpty()
                ? Parts.nothing("No model is in use.", "Everybody gets what is popular until one is trained.")
                : el("ul.cards", cards);
    }

    static List<String> abilities(Facts model) {
        return model.texts("abilities").stream()
                .map(ability -> switch (ability) {
                    case "recommend" -> "recommend";
                    case "foldIn" -> "take in new visitors";
                    case "predict" -> "predict ratings";
                    case "similar" -> "find similar movies";
                    default -> ability;
                })
                .toList();
    }

    private static Html kept(Facts models, Visitor visitor) {
        List<Html> rows = new ArrayList<>();
        for (Facts kept : models.list("kept")) {
            for (String version : kept.texts("versions").reversed()) {
                boolean inUse = version.equals(kept.text("inUse"));
                boolean preferred = inUse && kept.text("model").equals(models.text("preferred"));
                rows.add(el(
                        "tr",
                        el(
                                        "th",
                                        el("a", kept.text("model") + " " + version)
                                                .with("href", HOME + "/" + kept.text("model") + "?version=" + version))
                                .with("scope", "row"),
                        el("td", preferred ? "answers" : inUse ? "in use" : "kept"),
                        el("td", preferred ? Html.NONE : activation(kept.text("model"), version, inUse, visitor))));
            }
        }
        return rows.isEmpty()
                ? Parts.nothing("No version is kept.")
                : Parts.grid("Kept versions", rows, Parts.head("Version"), Parts.head("State"), Parts.head("Change"));
    }

    private static Html activation(String model, String version, boolean inUse, Visitor visitor) {
        if (!visitor.may(Scope.ADMIN)) {
            return el("span.muted", "needs a key with the scope admin");
        }
        String what = inUse ? "Let it answer" : "Put in use";
        return Forms.form(
                "/models/activate",
                visitor,
                Forms.input("hidden", "model", model),
                Forms.input("hidden", "version", version),
                el("button.quiet", what).with("aria-label", what + ": " + model + " " + version));
    }

    private static Html refused(Facts models) {
        List<Html> all = models.list("refused").stream()
                .map(refused -> el(
                        "li",
                        el("strong", refused.text("name") + " " + refused.text("version")),
                        ": " + refused.text("reason")))
                .toList();
        return all.isEmpty() ? Html.NONE : Parts.section("refused", "Not served", el("ul", all));
    }

    private Html jobs(Call call) {
        List<Facts> jobs = new Facts(api.ask(call, "GET /api/v1/jobs", Map.of(), Map.of()))
                .list("jobs").stream().limit(10).toList();
        return jobs.isEmpty() ? el("p.muted", "Nothing was asked for yet.") : JobPage.table(jobs);
    }

    private Reply activate(Call call) {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("version", call.body().required("version"));
        api.ask(
                call,
                "POST /api/v1/models/{name}:activate",
                Map.of("name", call.body().required("model")),
                version);
        return Web.goTo(HOME + "#kept");
    }
}
