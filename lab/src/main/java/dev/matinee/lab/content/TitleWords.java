package dev.matinee.lab.content;

import dev.matinee.data.words.Folding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.apache.lucene.util.automaton.LevenshteinAutomata;

/** The words of all titles, ascending, and the titles that each is in. Immutable. */
final class TitleWords {
    private static final int LONG_WORD = 6;
    private static final int SHORTEST_WITH_TYPOS = 3;
    private static final Set<String> ARTICLES =
            Set.of("the", "a", "an", "les", "le", "la", "il", "el", "los", "las", "der", "die", "das");

    private final String[] words;
    /** How many letters each word shares with the one before. */
    private final int[] shared;

    private final int[][] titles;

    private TitleWords(String[] words, int[] shared, int[][] titles) {
        this.words = words;
        this.shared = shared;
        this.titles = titles;
    }

    /** Gathers titles. */
    static final class Builder {
        private final TreeMap<String, List<Integer>> all = new TreeMap<>();

        /** Adds a title; titles come in ascending order of their number. */
        void add(int title, String label) {
            Set<String> own = new TreeSet<>(words(label));
            own.addAll(joined(label));
            own.forEach(word ->
                    all.computeIfAbsent(word, unknown -> new ArrayList<>(1)).add(title));
        }

        TitleWords build() {
            String[] words = all.keySet().toArray(String[]::new);
            int[] shared = new int[words.length];
            int[][] titles = new int[words.length][];
            int place = 0;
            for (Map.Entry<String, List<Integer>> entry : all.entrySet()) {
                titles[place] =
                        entry.getValue().stream().mapToInt(Integer::intValue).toArray();
                int mismatch =
                        place == 0 ? 0 : Arrays.mismatch(words[place - 1].toCharArray(), words[place].toCharArray());
                shared[place++] = Math.max(0, mismatch);
            }
            return new TitleWords(words, shared, titles);
        }
    }

    /** The words of a text, folded; apostrophes within words are left out. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : Folding.of(text).replaceAll("['’`]", "").split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** What words with a hyphen in them make when it is left out: {@code spiderman} for {@code Spider-Man}. */
    private static List<String> joined(String text) {
        List<String> joined = new ArrayList<>();
        for (String word : text.split("[\\s,()/:]+", -1)) {
            if (word.matches(".*[\\p{L}\\p{N}][-‐·.][\\p{L}\\p{N}].*")) {
                joined.add(String.join("", words(word)));
            }
        }
        return joined;
    }

    /** The words of a text in one line, without an article at its front or, behind a comma, at the title's end. */
    static String plain(String text) {
        List<String> words = new ArrayList<>(words(text));
        int end = words.size();
        if (end > 1 && words.get(end - 1).matches("\\d{4}")) {
            end--;
        }
        if (end > 1 && text.contains(", ") && ARTICLES.contains(words.get(end - 1))) {
            words.remove(end - 1);
        } else if (words.size() > 1 && ARTICLES.contains(words.getFirst())) {
            words.removeFirst();
        }
        return String.join(" ", words);
    }

    /** The titles with a word that a text begins, but for typos. */
    BitSet titles(String text, int typos) {
        BitSet found = new BitSet();
        int from = Arrays.binarySearch(words, text);
        for (int word = from < 0 ? -from - 1 : from; word < words.length && words[word].startsWith(text); word++) {
            add(word, found);
        }
        int allowed =
                text.length() >= LONG_WORD ? typos : text.length() >= SHORTEST_WITH_TYPOS ? Math.min(1, typos) : 0;
        if (allowed > 0) {
            addNear(text, allowed, found);
        }
        return found;
    }

    /** The titles that have a word. */
    BitSet withWord(String word) {
        BitSet found = new BitSet();
        int place = Arrays.binarySearch(words, word);
        if (place >= 0) {
            add(place, found);
        }
        return found;
    }

    private void add(int word, BitSet found) {
        for (int title : titles[word]) {
            found.set(title);
        }
    }

    /** Adds titles with a word of which some beginning is the text but for typos. Beginnings that words share are looked at once. */
    private void addNear(String text, int typos, BitSet found) {
        CharacterRunAutomaton near = new CharacterRunAutomaton(new LevenshteinAutomata(text, true).toAutomaton(typos));
        int[] states = new int[text.length() + typos + 2];
        boolean[] accepted = new boolean[states.length];
        int known = 0;
        for (int word = 0; word < words.length; word++) {
            int depth = Math.min(known, shared[word]);
            known = depth;
            String letters = words[word];
            while (known < letters.length() && known < states.length - 1 && states[known] >= 0 && !accepted[known]) {
                states[known + 1] = near.step(states[known], letters.charAt(known));
                accepted[known + 1] = states[known + 1] >= 0 && near.isAccept(states[known + 1]);
                known++;
            }
            if (accepted[known]) {
                add(word, found);
            }
        }
    }
}
