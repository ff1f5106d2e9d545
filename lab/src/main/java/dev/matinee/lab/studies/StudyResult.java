package dev.matinee.lab.studies;

import dev.matinee.data.catalog.DataCard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a study.
 *
 * @param study the study
 * @param data what it was done on
 * @param sentence the same in a sentence, and whether the document is about these data
 * @param findings everything that the document says, in its order
 * @param seconds how long it took
 */
public record StudyResult(Study study, DataCard data, String sentence, List<Finding> findings, double seconds) {
    /** Copies the list. */
    public StudyResult {
        findings = List.copyOf(findings);
    }

    /** The finding of this name; throws where there is none. */
    public Finding finding(String name) {
        return findings.stream()
                .filter(finding -> finding.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(study.name() + " has no finding " + name));
    }

    /** How many findings have this verdict. */
    public long count(Verdict.Kind kind) {
        return findings.stream()
                .filter(finding -> finding.verdict().kind() == kind)
                .count();
    }

    /** How it went, in a sentence. */
    public String summary() {
        return findings.size() + " tables, figures and statements: " + count(Verdict.Kind.SAME) + " the same, "
                + count(Verdict.Kind.DIFFERS) + " different, " + count(Verdict.Kind.WRONG) + " wrong in the document, "
                + count(Verdict.Kind.NOT_COMPARED) + " without figures to compare.";
    }

    /** As {@code study --json} shows it, all but the time it took, so that the same data give the same text. */
    public Map<String, @Nullable Object> toJson() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("study", study.name());
        json.put("title", study.title());
        json.put("on", sentence);
        json.put("documentsData", study.documentsData());
        json.put("data", data.toJson());
        json.put("summary", summary());
        json.put(
                "findings",
                findings.stream().map(finding -> finding.toJson(study.name())).toList());
        return json;
    }
}
