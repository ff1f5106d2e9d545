package dev.matinee.data.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a source by number, so that a row can be told by part and line within the part while it is not known yet in
 * which line of its file the part starts. Files of other tables count as one part each, numbered after those of ratings.
 */
final class Parts {
    private final List<String> files = new ArrayList<>();
    private final List<Long> firstLines = new ArrayList<>();
    private final Map<String, Integer> tables = new HashMap<>();

    /** Adds a part of the ratings. */
    void add(String file) {
        files.add(file);
        firstLines.add(1L);
    }

    /** The part that stands for the file of another table, whose lines count from 1. */
    int ofTable(String file) {
        return tables.computeIfAbsent(file, name -> {
            files.add(name);
            firstLines.add(0L);
            return files.size() - 1;
        });
    }

    /** Takes in how many lines each part of the ratings turned out to have. */
    void count(long[] lines) {
        Map<String, Long> next = new HashMap<>();
        for (int part = 0; part < lines.length; part++) {
            long first = next.getOrDefault(files.get(part), 1L);
            firstLines.set(part, first);
            next.put(files.get(part), first + lines[part]);
        }
    }

    int size() {
        return files.size();
    }

    String file(int part) {
        return files.get(part);
    }

    /** The line of the file, from 1, in which the part's line 0 stands. */
    long firstLine(int part) {
        return firstLines.get(part);
    }

    /** A row for people: {@code ratings.csv, line 17}. */
    String place(int part, long line) {
        return file(part) + ", line " + (firstLine(part) + line);
    }
}
