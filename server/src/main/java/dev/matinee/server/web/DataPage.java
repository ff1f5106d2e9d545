package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Sources;
import dev.matinee.engine.MatineeException;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Endpoint.Cache;
import dev.matinee.server.api.Reply;
import dev.matinee.server.intake.Intake;
import dev.matinee.server.security.Scope;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where ratings come in: uploaded or found, their columns named, looked at, and only then put in use. */
final class DataPage {
    private static final String HOME = "/data";
    private static final List<String> COLUMNS = List.of("user", "movie", "rating", "time");

    private final Layout layout;
    private final Api api;
    private final Intake intake;
    private final Workspace workspace;

    DataPage(Layout layout, Api api, Workspace workspace) {
        this.layout = layout;
        this.api = api;
        this.intake = new Intake(workspace);
        this.workspace = workspace;
    }

    List<Endpoint> all() {
        return List.of(
                Endpoint.get(HOME, Cache.NONE, this::page, "source").needs(Scope.ADMIN),
                Endpoint.post("/data/upload", this::upload).needs(Scope.ADMIN).onDisk(),
                Endpoint.post("/data/check", this::check).needs(Scope.ADMIN),
                ended("commit"),
                ended("discard"));
    }

    /** What becomes of what was looked at. */
    private Endpoint ended(String how) {
        return Endpoint.post("/data/" + how, call -> {
                    api.ask(call, "POST /api/v1/catalog:" + how, Map.of(), Map.of());
                    return Web.goTo(HOME);
                })
                .needs(Scope.ADMIN)
                .onDisk();
    }

    private Reply page(Call call) {
        Facts state = new Facts(api.ask(call, "GET /api/v1/sources", Map.of(), Map.of()));
        List<Html> parts = new ArrayList<>();
        waiting(call, parts);
        if (!state.object("checked").isEmpty()) {
            parts.add(checked(call, state.object("checked")));
        }
        call.query().text("source").ifPresent(source -> parts.add(form(call, source)));
        parts.add(el("div.columns", uploadForm(call), sources(state.texts("sources"))));
        Html lead = Html.of(
                "Ratings are looked at first. What is in use stays in use until you put what was found in its place.");
        return Web.page(layout, call, new Page("Data", HOME, lead, Html.of(parts)));
    }

    /** A catalog that was put in use and waits for a model. */
    private void waiting(Call call, List<Html> parts) {
        String inUse = workspace.snapshots().current().orElse("");
        String served = call.served().catalog().version();
        if (inUse.equals(served) || inUse.isEmpty()) {
            return;
        }
        String model = call.served().preferred().orElse("implicit-als");
        parts.add(el(
                        "section.card",
                        el("h2", "Catalog " + inUse + " waits for a model"),
                        el(
                                "p",
                                "Catalog " + served
                                        + " is served until a model was trained on the new ratings. Then both are put in use together."),
                        Forms.form(
                                "/models/train",
                                call.visitor(),
                                Forms.input("hidden", "model", model),
                                Forms.input("hidden", "activate", "true"),
                                el("button", "Train " + model + " on it")))
                .with("id", "waiting"));
    }

    private static Html checked(Call call, Facts checked) {
        Facts data = checked.object("data");
        List<Html> findings = checked.list("quality").stream()
                .filter(finding -> finding.number("rows").orElse(0) > 0)
                .map(finding -> el(
                        "tr",
                        el("th", Words.sentence(Words.plain(finding.text("rule"))))
                                .with("scope", "row"),
                        el("td.number", Words.count(finding.number("rows"))),
                        el("td.number", Words.percent(finding.number("share").orElse(0))),
                        el("td.words", finding.text("example"))))
                .toList();
        List<Facts> rejected = checked.list("rejected");
        return Parts.section(
                "checked",
                "Looked at: " + data.text("name"),
                Parts.tiles(List.of(
                        Parts.tile("Ratings", Words.large(data.number("ratings").orElse(0)), ""),
                        Parts.tile("Users", Words.large(data.number("users").orElse(0)), ""),
                        Parts.tile(
                                "Movies rated",
                                Words.large(data.number("ratedMovies").orElse(0)),
                                ""),
                        Parts.words(
                                "Scale",
                                data.object("scale").text("min") + " to "
                                        + data.object("scale").text("max") + " by "
                                        + data.object("scale").text("step")),
                        Parts.words(
                                "Time",
                                data.text("from").isEmpty()
                                        ? "not known"
                                        : Words.day(data.text("from")) + " to " + Words.day(data.text("to"))))),
                el("h3", "What was found amiss"),
                findings.isEmpty()
                        ? el("p", "Nothing: every row passed every rule.")
                        : Parts.grid(
                                "What was found amiss",
                                findings,
                                Parts.head("Finding"),
                                Parts.numberHead("Rows"),
                                Parts.numberHead("Share"),
                                Parts.head("The first")),
                rejected.isEmpty()
                        ? Html.NONE
                        : Html.of(el("h3", "The first rows that are rejected"), OverviewPage.rejected(rejected)),
                el(
                        "div.actions.after",
                        Forms.form("/data/commit", call.visitor(), el("button", "Put it in use")),
                        Forms.form("/data/discard", call.visitor(), el("button.quiet", "Throw it away"))));
    }

    private static Html uploadForm(Call call) {
        return Parts.section(
                "upload",
                "Upload a file",
                Forms.form(
                                "/data/upload",
                                call.visitor(),
                                Forms.field(
                                        "File of ratings",
                                        Forms.input("file", "file", "").with("required", true),
                                        "CSV, .dat, u.data, SQLite or Parquet; plain, gzip or zip"),
                                el("button", "Upload"))
                        .with("enctype", "multipart/form-data")
                        .with("class", "card"));
    }

    private static Html sources(List<String> names) {
        return Parts.section(
                "sources",
                "Or choose what is there",
                el(
                        "ul.ways",
                        names.stream()
                                .map(name -> el(
                                        "li",
                                        el(
                                                        "a",
                                                        el("strong", name),
                                                        el(
                                                                "span",
                                                                name.equals(Intake.SAMPLE)
                                                                        ? "the embedded MovieLens sample"
                                                                        : "in the folder sources of the workspace"))
                                                .with("href", HOME + "?source=" + Words.encoded(name))))
                                .toList()));
    }

    private Html form(Call call, String source) {
        List<String> lines = intake.preview(source);
        List<String> formats = new ArrayList<>(List.of(""));
        formats.addAll(Sources.formats());
        Html columns = source.equals(Intake.SAMPLE)
                ? Html.NONE
                : el(
                        "fieldset",
                        el("legend", "Columns, where they have no usual names"),
                        el(
                                "div.fields",
                                COLUMNS.stream()
                                        .map(column -> Forms.field(
                                                Words.sentence(column),
                                                Forms.input("text", "column-" + column, "")
                                                        .with("placeholder", "recognised")))
                                        .toList()),
                        Forms.field("Table or SELECT, of a database", Forms.input("text", "table", "")));
        return Parts.section(
                "source",
                "Look at " + source,
                lines.isEmpty()
                        ? Html.NONE
                        : el("pre.card", String.join("\n", lines))
                                .with("tabindex", "0")
                                .with("aria-label", "The first lines"),
                Forms.form(
                                "/data/check",
                                call.visitor(),
                                Forms.input("hidden", "source", source),
                                el(
                                        "div.fields",
                                        Forms.field(
                                                "Name",
                                                Forms.input("text", "name", ""),
                                                "what the data is called; as its source where empty"),
                                        Forms.field(
                                                "Format",
                                                Forms.select(
                                                        "format",
                                                        formats,
                                                        "",
                                                        format -> format.isEmpty() ? "recognised" : format)),
                                        Forms.field(
                                                "Of several ratings for one movie",
                                                Forms.select(
                                                        "duplicates",
                                                        List.of("latest", "highest", "mean", "reject"),
                                                        "latest",
                                                        which -> which))),
                                columns,
                                el("button", "Look at it"))
                        .with("class", "card"));
    }

    private Reply upload(Call call) {
        if (!(call.body().values().get("file") instanceof UploadedFile file) || file.size() == 0) {
            throw MatineeException.usage("choose a file that is not empty");
        }
        try (InputStream content = file.content()) {
            return Web.goTo(HOME + "?source=" + Words.encoded(intake.keep(file.filename(), content)) + "#source");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private Reply check(Call call) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (String field : List.of("source", "name", "format", "duplicates", "table")) {
            call.body().text(field).ifPresent(value -> body.put(field, value));
        }
        String columns = COLUMNS.stream()
                .filter(column -> call.body().has("column-" + column))
                .map(column -> column + "=" + call.body().required("column-" + column))
                .collect(Collectors.joining(","));
        if (!columns.isEmpty()) {
            body.put("columns", columns);
        }
        return JobPage.goTo(api.ask(call, "POST /api/v1/catalog:check", Map.of(), body));
    }
}
