package dev.matinee.engine.models;

import dev.matinee.engine.MatineeException;

/**
 * For every item a list of others with a number for each, one list after the other.
 *
 * @param starts where each item's list starts, and, last, how long all are together
 * @param others the other items
 * @param similarities their numbers
 */
record ItemNeighborLists(int[] starts, int[] others, float[] similarities) {
    ItemNeighborLists {
        if (starts[starts.length - 1] != others.length || others.length != similarities.length) {
            throw MatineeException.badData(
                    "the lists of similar items have " + others.length + " items and " + similarities.length
                            + " similarities where " + starts[starts.length - 1] + " are expected",
                    "train the model again");
        }
    }

    /** One list for every item, put one after the other. */
    static ItemNeighborLists of(int[][] others, float[][] similarities) {
        int[] starts = new int[others.length + 1];
        for (int item = 0; item < others.length; item++) {
            starts[item + 1] = Math.addExact(starts[item], others[item].length);
        }
        int[] allOthers = new int[starts[others.length]];
        float[] all = new float[allOthers.length];
        for (int item = 0; item < others.length; item++) {
            System.arraycopy(others[item], 0, allOthers, starts[item], others[item].length);
            System.arraycopy(similarities[item], 0, all, starts[item], others[item].length);
        }
        return new ItemNeighborLists(starts, allOthers, all);
    }

    /** For every item the lists it is in, ascending. */
    ItemNeighborLists transposed() {
        int items = starts.length - 1;
        int[] turned = new int[items + 1];
        for (int other : others) {
            turned[other + 1]++;
        }
        for (int item = 0; item < items; item++) {
            turned[item + 1] += turned[item];
        }
        int[] next = turned.clone();
        int[] lists = new int[others.length];
        float[] numbers = new float[others.length];
        for (int item = 0; item < items; item++) {
            for (int i = starts[item]; i < starts[item + 1]; i++) {
                int at = next[others[i]]++;
                lists[at] = item;
                numbers[at] = similarities[i];
            }
        }
        return new ItemNeighborLists(turned, lists, numbers);
    }
}
