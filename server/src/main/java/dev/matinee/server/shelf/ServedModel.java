package dev.matinee.server.shelf;

import dev.matinee.engine.recommend.FindsSimilar;
import dev.matinee.engine.recommend.FoldsIn;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.RatingPredictor;
import dev.matinee.engine.recommend.Recommender;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model that is served.
 *
 * @param name the kind of model
 * @param version its version in the workspace
 * @param model the model itself
 * @param card what its card says
 * @param since since when it is served
 */
public record ServedModel(String name, String version, Model model, Map<String, Object> card, Instant since) {
    /** What it can be asked: {@code recommend}, {@code foldIn}, {@code predict}, {@code similar}. */
    public List<String> abilities() {
        List<String> abilities = new ArrayList<>();
        if (model instanceof Recommender) {
            abilities.add("recommend");
        }
        if (model instanceof FoldsIn) {
            abilities.add("foldIn");
        }
        if (model instanceof RatingPredictor) {
            abilities.add("predict");
        }
        if (model instanceof FindsSimilar) {
            abilities.add("similar");
        }
        return abilities;
    }

    /** The model in the words of the API. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("model", name);
        json.put("version", version);
        json.put("since", since.toString());
        json.put("bytes", model.bytes());
        json.put("abilities", abilities());
        json.put("settings", card.get("settings"));
        json.put("metrics", card.get("metrics"));
        json.put("provenance", card.get("provenance"));
        return json;
    }
}
