package dev.matinee.data.words;

import dev.matinee.engine.matrix.ItemTerms;
import dev.matinee.engine.matrix.ItemTerms.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Gathers the terms of items from texts and names, in any order. Words are known by their stem and shown as they are spelt most often;
 * names are kept whole and known without regard to case and accents. Not thread-safe.
 *
 * <p>Memory: about 100 bytes a term of an item.
 */
public final class TermCollector implements AutoCloseable {
    private static final String WORD = "word";
    private static final int LONGEST = 60;

    private final EnglishWords words = new EnglishWords();
    private final List<Map<Integer, Float>> rows = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> kinds = new ArrayList<>();
    /** How often each spelling of a term was met. */
    private final List<Map<String, Integer>> spellings = new ArrayList<>();

    /** A collector for this many items. */
    public TermCollector(int items) {
        for (int item = 0; item < items; item++) {
            rows.add(new HashMap<>());
        }
    }

    /** Adds the words of a text to an item, each with a weight every time it occurs. */
    public void addText(int item, String text, float weight) {
        words.forEach(text, (stem, word) -> add(item, WORD, stem, word, weight));
    }

    /** Adds a name of a kind to an item, whole; nothing where it is blank. */
    public void addName(int item, String kind, String name, float weight) {
        String shown = name.strip().replaceAll("\\s+", " ");
        if (!shown.isEmpty()) {
            add(item, kind, Folding.of(shown), shown, weight);
        }
    }

    /** Adds a phrase: its words, and where it has several, the whole as a name of a kind. */
    public void addPhrase(int item, String kind, String phrase, float weight) {
        addText(item, phrase, weight);
        String shown = phrase.strip().toLowerCase(Locale.ROOT);
        if (shown.indexOf(' ') > 0) {
            addName(item, kind, shown, weight);
        }
    }

    private void add(int item, String kind, String key, String shown, float weight) {
        if (key.length() > LONGEST) {
            return;
        }
        int place = places.computeIfAbsent(kind + '\0' + key, unknown -> {
            kinds.add(kind);
            spellings.add(new HashMap<>(2));
            return kinds.size() - 1;
        });
        spellings.get(place).merge(shown, 1, Integer::sum);
        rows.get(item).merge(place, weight, Float::sum);
    }

    /** What was gathered; it does not depend on the order. */
    public ItemTerms terms() {
        String[] keys = new String[kinds.size()];
        places.forEach((key, place) -> keys[place] = key);
        Term[] shown = new Term[keys.length];
        for (int place = 0; place < keys.length; place++) {
            String spelling = spellings.get(place).entrySet().stream()
                    .max(Map.Entry.<String, Integer>comparingByValue()
                            .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                    .orElseThrow()
                    .getKey();
            shown[place] = new Term(kinds.get(place), spelling);
        }
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, place -> place);
        Arrays.sort(order, Comparator.comparing((Integer place) -> shown[place]).thenComparing(place -> keys[place]));
        int[] ranks = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            ranks[order[rank]] = rank;
        }
        int[][] sorted = new int[rows.size()][];
        float[][] weights = new float[rows.size()][];
        for (int item = 0; item < sorted.length; item++) {
            Map<Integer, Float> row = rows.get(item);
            sorted[item] = row.keySet().stream()
                    .mapToInt(place -> ranks[place])
                    .sorted()
                    .toArray();
            weights[item] = new float[sorted[item].length];
            for (int i = 0; i < sorted[item].length; i++) {
                weights[item][i] = row.getOrDefault(order[sorted[item][i]], 0f);
            }
        }
        return new ItemTerms(Arrays.stream(order).map(place -> shown[place]).toList(), sorted, weights);
    }

    @Override
    public void close() {
        words.close();
    }
}
