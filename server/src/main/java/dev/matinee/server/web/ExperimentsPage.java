package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Two models tried on users: begun, watched, ended. */
final class ExperimentsPage {
    private static final String HOME = "/experiments";
    private static final int SECONDS_OF_AN_HOUR = 3600;

    private final Layout layout;
    private final Api api;

    ExperimentsPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(HOME, Cache.NONE, this::page),
                Endpoint.get("/experiments/{name}", Cache.NONE, this::one),
                Endpoint.post(HOME, this::begin).needs(Scope.ADMIN),
                Endpoint.post("/experiments/{name}/stop", this::stop).needs(Scope.ADMIN));
    }

    private Reply page(Call call) {
        List<Html> rows = new Facts(api.ask(call, "GET /api/v1/experiments", Map.of(), Map.of()))
                .list("experiments").stream()
                        .map(one -> el(
                                "tr",
                                el("th", el("a", one.text("name")).with("href", address(one.text("name"))))
                                        .with("scope", "row"),
                                el("td", el("span.badge." + one.text("state"), one.text("state"))),
                                el("td", version(one.object("control"))),
                                el("td", version(one.object("treatment"))),
                                el(
                                        "td.number",
                                        Words.percent(one.number("share").orElse(0))),
                                el("td", Words.minute(one.text("started")))))
                        .toList();
        Html list = rows.isEmpty()
                ? Parts.nothing(
                        "No experiment was begun yet.",
                        "An experiment gives some users another model, and says which one they like better.")
                : Parts.grid(
                        "Experiments",
                        rows,
                        Parts.head("Experiment"),
                        Parts.head("State"),
                        Parts.head("Control"),
                        Parts.head("Treatment"),
                        Parts.numberHead("Share"),
                        Parts.head("Begun (UTC)"));
        Html lead = Html.of("Which of two models users like better, by what they do.");
        return Web.page(layout, call, new Page("Experiments", HOME, lead, Html.of(list, form(call))));
    }

    private static String address(String name) {
        return HOME + "/" + Words.encoded(name);
    }

    private static String version(Facts version) {
        return version.text("model") + " " + version.text("version");
    }

    private Html form(Call call) {
        if (!call.visitor().may(Scope.ADMIN)) {
            return el("p.note", "Beginning an experiment needs a key with the scope admin.");
        }
        List<String> versions = new ArrayList<>();
        for (Facts kept : new Facts(api.ask(call, "GET /api/v1/models", Map.of(), Map.of())).list("kept")) {
            kept.texts("versions").forEach(version -> versions.add(kept.text("model") + " " + version));
        }
        if (versions.size() < 2) {
            return Parts.section(
                    "begin",
                    "Begin one",
                    Parts.nothing("There are not two versions to compare.", "Train another model first."));
        }
        Html form = Forms.form(
                        HOME,
                        call.visitor(),
                        el(
                                "div.fields",
                                Forms.field(
                                        "Name",
                                        Forms.input("text", "name", "")
                                                .with("required", true)
                                                .with("pattern", "[a-z0-9][a-z0-9\\-]{0,63}"),
                                        "small letters, digits and hyphens; it decides who is in which arm"),
                                Forms.field(
                                        "Control",
                                        Forms.select("control", versions, versions.getFirst(), one -> one),
                                        "what is compared with"),
                                Forms.field(
                                        "Treatment",
                                        Forms.select("treatment", versions, versions.get(1), one -> one),
                                        "what is tried"),
                                Forms.field(
                                        "Share of users",
                                        el(
                                                "span.slider",
                                                Forms.input("range", "share", "0.5")
                                                        .with("min", "0.05")
                                                        .with("max", "0.95")
                                                        .with("step", "0.05"),
                                                el("output", "0.5")),
                                        "that get the treatment"),
                                Forms.field(
                                        "Hours that count",
                                        Forms.input("number", "hours", "24")
                                                .with("min", 1)
                                                .with("max", 2160),
                                        "after a user's first answer")),
                        el("button", "Begin"))
                .with("class", "card");
        return Parts.section("begin", "Begin one", form);
    }

    private Reply begin(Call call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", call.body().required("name"));
        body.put("control", split(call.body().required("control")));
        body.put("treatment", split(call.body().required("treatment")));
        body.put("share", call.body().number("share", 0, 1, 0.5));
        body.put("windowSeconds", (long) call.body().whole("hours", 1, 2160).orElse(24) * SECONDS_OF_AN_HOUR);
        Facts begun = new Facts(api.ask(call, "POST /api/v1/experiments", Map.of(), body));
        return Web.goTo(address(begun.text("name")));
    }

    private static Map<String, Object> split(String version) {
        int space = version.lastIndexOf(' ');
        return Map.of(
                "model", space < 0 ? version : version.substring(0, space), "version", version.substring(space + 1));
    }

    private Reply one(Call call) {
        String name = call.id("name");
        Facts shown = new Facts(api.ask(call, "GET /api/v1/experiments/{name}", Map.of("name", name), Map.of()));
        Facts evidence = shown.object("evidence");
        boolean runs = shown.text("state").equals("running");
        Html body = Html.of(
                Parts.tiles(List.of(
                        Parts.words("Control", version(shown.object("control"))),
                        Parts.words("Treatment", version(shown.object("treatment"))),
                        Parts.tile(
                                "Users so far",
                                Words.count(evidence.object("sampleRatio").number("users")),
                                ""),
                        Parts.words(
                                "State",
                                shown.text("state") + (shown.text("why").isEmpty() ? "" : ": " + shown.text("why"))))),
                evidence.object("sampleRatio").is("alarm")
                        ? el("p.problem", "Users did not come to the arms as planned: trust nothing of this.")
                                .with("role", "alert")
                        : Html.NONE,
                Parts.section(
                        "likes",
                        "Do more users like something?",
                        difference(evidence.object("likes")),
                        arms(evidence, "likes")),
                Parts.section(
                        "clicks",
                        "Do more users go to a movie?",
                        difference(evidence.object("clicks")),
                        arms(evidence, "clicks")),
                el("p.note", shown.text("attribution")),
                el("p.note", "Intervals hold with 95 % however often one looks, so end it when it is clear enough."),
                runs && call.visitor().may(Scope.ADMIN)
                        ? Forms.form(address(name) + "/stop", call.visitor(), el("button", "End the experiment"))
                        : Html.NONE);
        Html lead = Html.of("Begun " + Words.minute(shown.text("started")) + " UTC, "
                + Words.percent(shown.number("share").orElse(0)) + " of users get the treatment.");
        return Web.page(layout, call, new Page("Experiment " + name, HOME, lead, body));
    }

    private static Html difference(Facts difference) {
        double low = difference.number("low").orElse(-1);
        double high = difference.number("high").orElse(1);
        String verdict = switch (difference.text("verdict")) {
            case "better" -> "Yes: the treatment is better";
            case "worse" -> "No: the treatment is worse";
            default -> "Not clear yet";
        };
        String text = "between " + Words.decimal(100 * low, 1) + " and " + Words.decimal(100 * high, 1)
                + " percentage points";
        return Html.of(
                el("p", el("strong", verdict), ", the difference is ", text, "."),
                Html.trusted(String.format(
                        Locale.ROOT,
                        "<svg class=\"difference\" viewBox=\"0 0 400 32\" preserveAspectRatio=\"xMinYMid\" role=\"img\" aria-label=\"%s\">"
                                + "<line class=\"whole\" x1=\"0\" x2=\"400\" y1=\"16\" y2=\"16\"/>"
                                + "<line class=\"zero\" x1=\"200\" x2=\"200\" y1=\"4\" y2=\"28\"/>"
                                + "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"16\" y2=\"16\"/></svg>",
                        text,
                        200 + 200 * Math.max(-1, low),
                        200 + 200 * Math.min(1, high))));
    }

    private static Html arms(Facts evidence, String what) {
        List<Html> rows = List.of("control", "treatment").stream()
                .map(arm -> {
                    Facts one = evidence.object(arm);
                    Facts rate = one.object(what);
                    return el(
                            "tr",
                            el("th", Words.sentence(arm)).with("scope", "row"),
                            el("td.number", Words.count(one.number("exposed"))),
                            el("td.number", Words.count(one.number("settled"))),
                            el("td.number", Words.count(rate.number("hits"))),
                            el(
                                    "td.number",
                                    rate.number("rate").isPresent()
                                            ? Words.percent(rate.number("rate").getAsDouble())
                                            : "–"));
                })
                .toList();
        return Parts.grid(
                "Arms",
                rows,
                Parts.head("Arm"),
                Parts.numberHead("Users"),
                Parts.numberHead("Window over"),
                Parts.numberHead("Did"),
                Parts.numberHead("Share"));
    }

    private Reply stop(Call call) {
        String name = call.id("name");
        api.ask(call, "POST /api/v1/experiments/{name}:stop", Map.of("name", name), Map.of());
        return Web.goTo(address(name));
    }
}
