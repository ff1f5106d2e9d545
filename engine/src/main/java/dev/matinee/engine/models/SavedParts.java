package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.json.Json;
import dev.matinee.engine.recommend.Model;
import dev.matinee.engine.recommend.Provenance;
import dev.matinee.engine.recommend.Tensor;
import dev.matinee.engine.split.TrainingSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model that consists of others is kept: the tensors of every part, their names beginning with the number of the part, and all of
 * the parts' settings, so that a default that changes later does not change what was saved.
 */
final class SavedParts {
    private static final String SETTINGS = "partSettings";

    private SavedParts() {}

    /** Adds the parts to a model's tensors. */
    static void addTo(Map<String, Tensor> tensors, List<? extends Model> parts) {
        List<Map<String, Object>> described = new ArrayList<>();
        for (Model part : parts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("model", part.settings().model());
            one.put("settings", BlendParts.values(part.settings()));
            described.add(one);
        }
        byte[] text = Json.write(Map.of("parts", described)).getBytes(StandardCharsets.UTF_8);
        tensors.put(SETTINGS, Tensor.of(text, text.length));
        for (int part = 0; part < parts.size(); part++) {
            String prefix = prefix(part);
            parts.get(part).tensors().forEach((name, tensor) -> tensors.put(prefix + name, tensor));
        }
    }

    /** The parts that {@link #addTo} added. */
    static List<Model> load(String model, TrainingSet training, Provenance provenance, Map<String, Tensor> tensors) {
        List<Model> parts = new ArrayList<>();
        for (Map<?, ?> part : described(model, tensors)) {
            String prefix = prefix(parts.size());
            Map<String, Tensor> own = new LinkedHashMap<>();
            tensors.forEach((name, tensor) -> {
                if (name.startsWith(prefix)) {
                    own.put(name.substring(prefix.length()), tensor);
                }
            });
            Map<String, Object> values = new LinkedHashMap<>();
            if (part.get("settings") instanceof Map<?, ?> all) {
                all.forEach((name, value) -> values.put(String.valueOf(name), value));
            }
            parts.add(ModelFamilies.single(String.valueOf(part.get("model"))).load(values, training, provenance, own));
        }
        return parts;
    }

    private static List<Map<?, ?>> described(String model, Map<String, Tensor> tensors) {
        Tensor text = tensors.get(SETTINGS);
        List<Map<?, ?>> described = new ArrayList<>();
        if (text != null
                && Json.parseObject(new String(text.bytes(), StandardCharsets.UTF_8))
                                .get("parts")
                        instanceof List<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> part) {
                    described.add(part);
                }
            }
        }
        if (described.isEmpty()) {
            throw damaged(model);
        }
        return described;
    }

    /** The error where the parts cannot be told from the file. */
    static MatineeException damaged(String model) {
        return MatineeException.badData(
                "the model file of the " + model + " does not say what its parts are", "train the model again");
    }

    private static String prefix(int part) {
        return (part + 1) + "/";
    }
}
