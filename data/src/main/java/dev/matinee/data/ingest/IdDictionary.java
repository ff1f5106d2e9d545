package dev.matinee.data.ingest;

import dev.matinee.engine.matrix.Ids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers ids from 0 in the order in which they are first met. Canonical numbers are kept as numbers, all others as
 * texts. Not thread-safe.
 */
final class IdDictionary {
    private static final int FIRST_SIZE = 1 << 10;

    private int[] slots = new int[FIRST_SIZE];
    private long[] numbers = new long[FIRST_SIZE / 2];
    private int size;
    private final Map<String, Integer> textCodes = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int[] textOfCode = new int[0];
    private long lastNumber;
    private int lastCode = -1;

    /** The code of a number. */
    int code(long id) {
        if (id == lastNumber && lastCode >= 0) {
            return lastCode;
        }
        lastNumber = id;
        lastCode = find(id);
        return lastCode;
    }

    private int find(long id) {
        int mask = slots.length - 1;
        int slot = (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (numbers[code] == id) {
                return code;
            }
            slot = (slot + 1) & mask;
        }
        int code = next(id);
        slots[slot] = code + 1;
        if (size * 2 > slots.length) {
            grow();
        }
        return code;
    }

    /** The code of an id of any kind. */
    int code(String id) {
        if (Ids.isCanonicalNumber(id)) {
            return code(Long.parseLong(id));
        }
        Integer known = textCodes.get(id);
        if (known != null) {
            return known;
        }
        int code = next(0);
        textOfCode = Arrays.copyOf(textOfCode, Math.max(textOfCode.length, numbers.length));
        texts.add(id);
        textOfCode[code] = texts.size();
        textCodes.put(id, code);
        return code;
    }

    private int next(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size] = number;
        return size++;
    }

    private void grow() {
        slots = new int[slots.length * 2];
        int mask = slots.length - 1;
        for (int code = 0; code < size; code++) {
            if (!isText(code)) {
                int slot = (int) ((numbers[code] * 0x9E3779B97F4A7C15L) >>> 32) & mask;
                while (slots[slot] != 0) {
                    slot = (slot + 1) & mask;
                }
                slots[slot] = code + 1;
            }
        }
    }

    /** The number of ids. */
    int size() {
        return size;
    }

    /** Whether any id is no canonical number. */
    boolean hasTexts() {
        return !texts.isEmpty();
    }

    private boolean isText(int code) {
        return code < textOfCode.length && textOfCode[code] > 0;
    }

    /** The id of a code. */
    String id(int code) {
        return isText(code) ? texts.get(textOfCode[code] - 1) : Long.toString(numbers[code]);
    }

    /** This dictionary's code of each id of another, which is added where it is not known yet. */
    int[] codesOf(IdDictionary other) {
        int[] codes = new int[other.size];
        for (int code = 0; code < other.size; code++) {
            codes[code] = other.isText(code) ? code(other.id(code)) : code(other.numbers[code]);
        }
        return codes;
    }

    /** The ids in ascending order, and the place of each code among them. */
    Ordered ordered() {
        return hasTexts() ? orderedTexts() : orderedNumbers();
    }

    private Ordered orderedNumbers() {
        long[] ascending = Arrays.copyOf(numbers, size);
        Arrays.sort(ascending);
        int[] places = new int[size];
        for (int code = 0; code < size; code++) {
            places[code] = Arrays.binarySearch(ascending, numbers[code]);
        }
        return new Ordered(Ids.ofNumbers(ascending), places);
    }

    private Ordered orderedTexts() {
        String[] ascending = new String[size];
        for (int code = 0; code < size; code++) {
            ascending[code] = id(code);
        }
        String[] byCode = ascending.clone();
        Arrays.sort(ascending);
        int[] places = new int[size];
        for (int code = 0; code < size; code++) {
            places[code] = Arrays.binarySearch(ascending, byCode[code]);
        }
        return new Ordered(Ids.ofTexts(ascending), places);
    }

    /** Ids in ascending order with the index of each former code. */
    record Ordered(Ids ids, int[] indexes) {}
}
