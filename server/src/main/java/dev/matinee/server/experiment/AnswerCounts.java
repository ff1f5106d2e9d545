package dev.matinee.server.experiment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Answers of one arm.
 *
 * @param answers how many there were
 * @param slow how many of them took longer than they may
 * @param empty how many had no movie in them
 * @param failed how many the arm's model failed to give
 */
record AnswerCounts(long answers, long slow, long empty, long failed) {
    static final AnswerCounts NONE = new AnswerCounts(0, 0, 0, 0);

    AnswerCounts plus(AnswerCounts more) {
        return new AnswerCounts(answers + more.answers, slow + more.slow, empty + more.empty, failed + more.failed);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("answers", answers);
        json.put("slow", slow);
        json.put("empty", empty);
        json.put("failed", failed);
        return json;
    }
}
