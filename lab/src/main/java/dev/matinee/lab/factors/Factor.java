package dev.matinee.lab.factors;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One taste factor, interpreted.
 *
 * @param factor its number, from 1 on; the first has the largest singular value
 * @param label what it may be called
 * @param singularValue its singular value
 * @param explainedVariance the variance over users of their coordinates
 * @param explainedVarianceRatio the same as a share of the variance of all movies' columns
 * @param cumulativeRatio the share of this factor and all before it
 * @param yearsProbability of ends whose mean years differ as much as this by chance, corrected for the number of tests
 * @param top the movies with the highest loadings
 * @param bottom the movies with the lowest loadings
 */
public record Factor(
        int factor,
        String label,
        double singularValue,
        double explainedVariance,
        double explainedVarianceRatio,
        double cumulativeRatio,
        double yearsProbability,
        FactorEnd top,
        FactorEnd bottom) {
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("factor", factor);
        json.put("label", label);
        json.put("singularValue", singularValue);
        json.put("explainedVariance", explainedVariance);
        json.put("explainedVarianceRatio", explainedVarianceRatio);
        json.put("cumulativeRatio", cumulativeRatio);
        json.put("yearsProbability", yearsProbability);
        json.put("top", top.toJson());
        json.put("bottom", bottom.toJson());
        return json;
    }

    static Factor of(SavedFields json) {
        return new Factor(
                (int) json.number("factor"),
                json.text("label"),
                json.number("singularValue"),
                json.number("explainedVariance"),
                json.number("explainedVarianceRatio"),
                json.number("cumulativeRatio"),
                json.number("yearsProbability"),
                FactorEnd.of(json.object("top")),
                FactorEnd.of(json.object("bottom")));
    }
}
