package dev.matinee.server.web;

import static dev.matinee.server.web.Html.el;

import dev.matinee.engine.models.ModelFamilies;
import dev.matinee.engine.recommend.ModelFamily;
import dev.matinee.engine.recommend.SettingsSchema;
import dev.matinee.server.api.Api;
import dev.matinee.server.api.Call;
import dev.matinee.server.api.Endpoint;
import dev.matinee.server.api.Reply;
import dev.matinee.server.security.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a model is trained or tuned, with a field for every setting. */
final class TrainingPage {
    private static final String USUAL = "implicit-als";

    private final Layout layout;
    private final Api api;

    TrainingPage(Layout layout, Api api) {
        this.layout = layout;
        this.api = api;
    }

    List<Endpoint> all() {
        return List.of(
                Web.get("/models/train", this::trainPage, "model").needs(Scope.ADMIN),
                Web.get("/models/tune", this::tunePage, "model").needs(Scope.ADMIN),
                Endpoint.post("/models/train", this::train).needs(Scope.ADMIN),
                Endpoint.post("/models/tune", this::tune).needs(Scope.ADMIN));
    }

    private static Html chooser(String address, String model) {
        List<String> names = ModelFamilies.all().stream().map(ModelFamily::name).toList();
        return el(
                        "form.filters",
                        Forms.field("Model", Forms.select("model", names, model, name -> name)),
                        el("button.quiet", "Choose"))
                .with("action", address);
    }

    private Reply trainPage(Call call) {
        String model = call.query().text("model").orElse(USUAL);
        List<Html> fields = new ArrayList<>();
        add(ModelFamilies.named(model).defaults(), fields);
        Html form = Forms.form(
                        "/models/train",
                        call.visitor(),
                        Forms.input("hidden", "model", model),
                        el("div.fields", fields),
                        Forms.field(
                                "Seed",
                                Forms.input("number", "seed", "42").with("min", 0),
                                "every random choice is derived from it"),
                        Forms.tick("Put it in use when it is trained", "activate", "true", false),
                        el("button", "Train " + model))
                .with("class", "card");
        return Web.page(
                layout,
                call,
                new Page(
                        "Train a model",
                        ModelsPage.HOME,
                        Html.of("On all ratings of the catalog. What is in use stays in use meanwhile."),
                        Html.of(chooser("/models/train", model), form)));
    }

    private static <S> void add(S defaults, List<Html> fields) {
        SettingsSchema<S> schema = SettingsSchema.of(defaults);
        Map<String, Object> values = schema.values(defaults);
        for (SettingsSchema.Field field : schema.fields()) {
            String name = "set-" + field.name();
            String now = String.valueOf(values.get(field.name()));
            List<String> choices = List.of(field.values().split(" \\| ", -1));
            fields.add(
                    choices.size() > 1 && choices.contains(now)
                            ? Forms.field(
                                    field.name(), Forms.select(name, choices, now, one -> one), field.description())
                            : Forms.field(
                                    field.name(),
                                    Forms.input("text", name, now),
                                    field.description() + ": " + field.values()));
        }
    }

    private Reply train(Call call) {
        String model = call.body().required("model");
        Map<String, Object> settings = new LinkedHashMap<>();
        call.body().values().forEach((name, value) -> {
            if (name.startsWith("set-")) {
                settings.put(name.substring("set-".length()), value);
            }
        });
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("settings", settings);
        body.put("seed", (long) call.body().whole("seed", 0, Integer.MAX_VALUE).orElse(42));
        body.put("activate", call.body().flag("activate", false));
        return JobPage.goTo(api.ask(call, "POST /api/v1/models/{name}:train", Map.of("name", model), body));
    }

    private Reply tunePage(Call call) {
        String model = call.query().text("model").orElse(USUAL);
        ModelFamilies.named(model);
        Html form = Forms.form(
                        "/models/tune",
                        call.visitor(),
                        Forms.input("hidden", "model", model),
                        Forms.field(
                                "Trials",
                                Forms.input("number", "trials", "20")
                                        .with("min", 2)
                                        .with("max", 200),
                                "the model's own settings and random ones around them"),
                        Forms.tick(
                                "Begin with few users and keep a third of the settings at a time (halving)",
                                "halving",
                                "true",
                                false),
                        Forms.field(
                                "Seed",
                                Forms.input("number", "seed", "42").with("min", 0),
                                "every random choice is derived from it"),
                        el("button", "Tune " + model))
                .with("class", "card");
        return Web.page(
                layout,
                call,
                new Page(
                        "Tune a model",
                        ModelsPage.HOME,
                        Html.of(
                                "Settings are compared on parts cut from the training set; the best is measured on the test set, once,"
                                        + " and goes on the leaderboard."),
                        Html.of(chooser("/models/tune", model), form)));
    }

    private Reply tune(Call call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("trials", (long) call.body().whole("trials", 2, 200).orElse(20));
        body.put("halving", call.body().flag("halving", false));
        body.put("seed", (long) call.body().whole("seed", 0, Integer.MAX_VALUE).orElse(42));
        return JobPage.goTo(api.ask(
                call,
                "POST /api/v1/models/{name}:tune",
                Map.of("name", call.body().required("model")),
                body));
    }
}
