package dev.matinee.data.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.matinee.engine.matrix.ItemTerms;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TermCollectorTest {
    private static List<String> terms(ItemTerms all, int item) {
        return Arrays.stream(all.rows()[item])
                .mapToObj(place -> all.terms().get(place).kind() + ":"
                        + all.terms().get(place).text())
                .toList();
    }

    @Test
    void wordsAreStemmedShownAsSpelledAndStopWordsAreLeftOut() {
        try (TermCollector collector = new TermCollector(2)) {
            collector.addText(0, "The robots' adventures: robots!", 1);
            collector.addText(1, "When a robot is adventurous in Amélie's café", 1);
            ItemTerms all = collector.terms();
            assertThat(terms(all, 0)).containsExactly("word:adventures", "word:robots");
            assertThat(terms(all, 1))
                    .contains("word:amelie", "word:cafe", "word:robots")
                    .doesNotContain("word:when");
            assertThat(all.weights()[0]).containsExactly(1, 2);
        }
    }

    @Test
    void namesAreKeptWholeAndKnownWithoutCaseAndAccents() {
        try (TermCollector collector = new TermCollector(3)) {
            collector.addName(0, "person", "Jean-Pierre  Jeunet", 1);
            collector.addName(1, "person", "JEAN-PIERRE JEUNET", 2);
            collector.addName(2, "person", "  ", 1);
            collector.addPhrase(2, "keyword", "board game", 1);
            ItemTerms all = collector.terms();
            assertThat(terms(all, 0)).hasSize(1).isEqualTo(terms(all, 1));
            assertThat(terms(all, 2)).containsExactly("keyword:board game", "word:board", "word:game");
        }
    }

    @Test
    void whatWasGatheredDoesNotDependOnTheOrder() {
        try (TermCollector one = new TermCollector(2);
                TermCollector other = new TermCollector(2)) {
            one.addText(0, "space station", 1);
            one.addText(1, "日本 space", 1);
            other.addText(1, "日本 space", 1);
            other.addText(0, "station space", 1);
            assertThat(one.terms().hash()).isEqualTo(other.terms().hash());
        }
    }
}
