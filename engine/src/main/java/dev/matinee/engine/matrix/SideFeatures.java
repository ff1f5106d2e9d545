package dev.matinee.engine.matrix;

import dev.matinee.engine.MatineeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/**
 * What is known of users and items beside ratings, such as the age of a user or the genres of an item, as categories. It
 * holds nothing that was learned from ratings, so it is the same for every part of them. Immutable.
 *
 * @param users the fields of users, in index order of the interactions they belong to
 * @param items the fields of items, likewise
 */
public record SideFeatures(List<Field> users, List<Field> items) {
    private static final SideFeatures NONE = new SideFeatures(List.of(), List.of());

    /** Copies the lists. */
    public SideFeatures {
        users = List.copyOf(users);
        items = List.copyOf(items);
    }

    /**
     * One thing that is known: which categories each user or item is in.
     *
     * @param name what it is: {@code occupation}
     * @param categories its categories, ascending
     * @param rows the places of each row's categories, ascending; a row may be in none, in one or in several
     */
    public record Field(String name, List<String> categories, int[][] rows) {
        /** Checks the places. */
        public Field {
            categories = List.copyOf(categories);
            for (int[] row : rows) {
                for (int place : row) {
                    if (place < 0 || place >= categories.size()) {
                        throw MatineeException.usage("the field " + name + " has " + categories.size()
                                + " categories, got the place " + place);
                    }
                }
            }
        }

        /** The field in which every row is in the categories of these names; repetitions count once. */
        public static Field of(String name, List<List<String>> rows) {
            List<String> categories =
                    rows.stream().flatMap(List::stream).distinct().sorted().toList();
            int[][] places = new int[rows.size()][];
            for (int row = 0; row < places.length; row++) {
                places[row] = rows.get(row).stream()
                        .mapToInt(category -> Collections.binarySearch(categories, category))
                        .sorted()
                        .distinct()
                        .toArray();
            }
            return new Field(name, categories, places);
        }
    }

    /** Nothing is known. */
    public static SideFeatures none() {
        return NONE;
    }

    /** Whether nothing is known. */
    public boolean isEmpty() {
        return users.isEmpty() && items.isEmpty();
    }

    /** The SHA-256 of all fields in hexadecimal: equal features have the equal hash. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (List<Field> side : List.of(users, items)) {
                for (Field field : side) {
                    update(digest, field.name());
                    field.categories().forEach(category -> update(digest, category));
                    for (int[] row : field.rows()) {
                        for (int place : row) {
                            update(digest, Integer.toString(place));
                        }
                        update(digest, ";");
                    }
                }
                update(digest, "|");
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
