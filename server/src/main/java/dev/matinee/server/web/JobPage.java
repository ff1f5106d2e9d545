package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.engine.json.Json;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Work that takes long: how far it is, and what came of it. */
final class JobPage {
    private final Layout layout;
    private final Api api;

    JobPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get("/jobs/{id}", Cache.NONE, this::page).needs(Scope.ADMIN),
                Endpoint.get("/jobs/{id}/state", Cache.NONE, call -> Web.part(state(call, find(call))))
                        .needs(Scope.ADMIN)
                        .onDisk(),
                Endpoint.post("/jobs/{id}/cancel", this::cancel)
                        .needs(Scope.ADMIN)
                        .onDisk());
    }

    /** To the page of a job that was asked for. */
    static Reply goTo(Map<String, Object> job) {
        return Web.goTo("/jobs/" + job.get("job"));
    }

    /** Jobs in a table. */
    static Html table(List<Facts> jobs) {
        return Parts.grid(
                "Jobs",
                jobs.stream().map(JobPage::row).toList(),
                Parts.head("Job"),
                Parts.head("State"),
                Parts.head("Asked for"),
                Parts.head("What it says"));
    }

    private static Html row(Facts job) {
        return el(
                "tr",
                el("th", el("a", title(job)).with("href", "/jobs/" + job.text("job")))
                        .with("scope", "row"),
                el("td", job.text("state")),
                el("td", Words.minute(job.text("created"))),
                el("td.words", job.text("message")));
    }

    private static String title(Facts job) {
        String what = switch (job.text("kind")) {
            case "train" -> "Train " + job.object("parameters").text("model");
            case "tune" -> "Tune " + job.object("parameters").text("model");
            case "check" -> "Look at " + job.object("parameters").text("source");
            case "segment" -> "Divide users into " + job.object("parameters").text("name");
            case "retrain" -> "Train everything anew";
            case "renew" -> "Leave out erased users";
            default -> Words.sentence(job.text("kind"));
        };
        return job.text("job") + ": " + what;
    }

    private Facts find(Call call) {
        return new Facts(api.ask(call, "GET /api/v1/jobs/{id}", Map.of("id", call.id("id")), Map.of()));
    }

    private Reply page(Call call) {
        Facts job = find(call);
        Map<String, String> asked = new LinkedHashMap<>();
        job.object("parameters").json().forEach((name, value) -> asked.put(String.valueOf(name), text(value)));
        Html body = Html.of(state(call, job), Parts.section("asked", "What was asked for", ModelPage.pairs(asked)));
        return Web.page(layout, call, new Page("Job " + title(job), ModelsPage.HOME, Html.NONE, body));
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof List ? Json.write(value) : String.valueOf(value);
    }

    private static boolean ended(Facts job) {
        return !job.text("state").equals("waiting") && !job.text("state").equals("running");
    }

    /** Where it stands; while it goes on this asks again every second. */
    private static Html state(Call call, Facts job) {
        double progress = job.number("progress").orElse(0);
        List<Html> parts = new ArrayList<>();
        parts.add(el("p", el("span.badge." + job.text("state"), job.text("state")), " ", job.text("message")));
        if (!ended(job)) {
            parts.add(el("progress", Words.percent(progress))
                    .with("max", 1)
                    .with("value", progress)
                    .with("aria-label", "How much of this step is done"));
            parts.add(Forms.form("/jobs/" + job.text("job") + "/cancel", call.visitor(), el("button.quiet", "Cancel")));
        }
        if (!job.object("result").isEmpty()) {
            parts.add(result(job));
        }
        Html state = el("section.card", parts).with("id", "state").with("role", "status");
        return ended(job)
                ? state
                : state.with("hx-get", "/jobs/" + job.text("job") + "/state")
                        .with("hx-trigger", "load delay:1s")
                        .with("hx-swap", "outerHTML");
    }

    private static Html result(Facts job) {
        Facts result = job.object("result");
        Map<String, String> values = new LinkedHashMap<>();
        result.json().forEach((name, value) -> {
            if (!(value instanceof List) && !String.valueOf(name).equals("winner")) {
                values.put(Words.plain(String.valueOf(name)), text(value));
            }
        });
        Html next = switch (job.text("kind")) {
            case "train" ->
                Parts.button("/models/" + result.text("model") + "?version=" + result.text("version"), "See the model");
            case "tune" -> Html.of(trials(result), Parts.button("/models#leaderboard", "See the leaderboard"));
            case "check" -> Parts.button("/data#checked", "See what was found");
            case "segment" -> Parts.button("/segments?name=" + Words.encoded(result.text("name")), "See the segments");
            default -> Parts.button(ModelsPage.HOME, "See the models");
        };
        return Html.of(job.text("kind").equals("tune") ? Html.NONE : ModelPage.pairs(values), next);
    }

    private static Html trials(Facts result) {
        Facts winner = result.object("winner");
        List<Html> rows = result.list("trials").stream()
                .map(trial -> el(
                        "tr",
                        el("th", trial.text("number")).with("scope", "row"),
                        el("td.number", Words.decimal(trial.number("score"), 4)),
                        el(
                                "td",
                                trial.text("number").equals(winner.text("number"))
                                        ? el("span.badge", "the best")
                                        : Html.NONE),
                        el(
                                "td.words",
                                trial.text("failure").isEmpty()
                                        ? Json.write(trial.object("settings").json())
                                        : trial.text("failure"))))
                .toList();
        return Parts.grid(
                "Trials",
                rows,
                Parts.head("Trial"),
                el("th.number", result.text("metric")).with("scope", "col"),
                Parts.head("Verdict"),
                Parts.head("Settings"));
    }

    private Reply cancel(Call call) {
        api.ask(call, "POST /api/v1/jobs/{id}:cancel", Map.of("id", call.id("id")), Map.of());
        return Web.goTo("/jobs/" + call.id("id"));
    }
}
