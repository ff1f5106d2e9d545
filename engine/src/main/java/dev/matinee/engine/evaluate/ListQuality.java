package dev.matinee.engine.evaluate;

import java.util.Arrays;

/** What one user's list is like apart from its hits; one object serves many lists, one after the other. */
final class ListQuality {
    private final ItemFacts facts;
    private final double[] selfInformation;
    private final double[] popularity;
    private final double[] distances;
    /** The sum of the vectors of the items listed so far, by which all pairs are compared at once. */
    private final double[] audience;

    /** The ranks by popularity of the most popular items that the user has not rated. */
    private final int[] expected;

    private final int[] ranks;
    private int length;
    private int expectedLength;

    /** Of lists of up to {@code longest} places. */
    ListQuality(ItemFacts facts, int longest) {
        this.facts = facts;
        selfInformation = new double[longest + 1];
        popularity = new double[longest + 1];
        distances = new double[longest + 1];
        audience = new double[facts.raters()];
        expected = new int[longest];
        ranks = new int[longest];
    }

    /** Takes up the next list; {@code seen} holds the items the user has rated, ascending, which are not listed. */
    void take(int[] items, int length, int[] seen) {
        this.length = length;
        Arrays.fill(audience, 0);
        for (int place = 0; place < length; place++) {
            int item = items[place];
            distances[place + 1] = distances[place] + place - facts.cosinesAndAdd(item, audience);
            selfInformation[place + 1] = selfInformation[place] + facts.selfInformation(item);
            popularity[place + 1] = popularity[place] + facts.popularity(item);
            ranks[place] = facts.popularityRank(item);
        }
        expectedLength = 0;
        for (int rank = 0; rank < facts.items() && expectedLength < length; rank++) {
            if (Arrays.binarySearch(seen, facts.atPopularityRank(rank)) < 0) {
                expected[expectedLength++] = rank;
            }
        }
    }

    /** The mean self-information in the first k places. */
    double novelty(int k) {
        int places = Math.min(k, length);
        return places == 0 ? 0 : selfInformation[places] / places;
    }

    /** The mean popularity in the first k places. */
    double popularity(int k) {
        int places = Math.min(k, length);
        return places == 0 ? 0 : popularity[places] / places;
    }

    /** The mean distance of two items in the first k places; 0 with fewer than two. */
    double diversity(int k) {
        int places = Math.min(k, length);
        return places < 2 ? 0 : distances[places] / (places * (places - 1) / 2.0);
    }

    /** The share of the first k places that hold a hit which the k most popular items would not have been. */
    double serendipity(int k, RankedList list) {
        int count = 0;
        int last = Math.min(k, expectedLength) - 1;
        for (int place = 0; place < Math.min(k, length); place++) {
            count += list.isHit(place) && ranks[place] > expected[last] ? 1 : 0;
        }
        return (double) count / k;
    }
}
