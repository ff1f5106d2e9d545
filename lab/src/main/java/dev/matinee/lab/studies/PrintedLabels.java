package dev.matinee.lab.studies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** Clusters that a document prints user by user: one digit a user, in the order of users. */
final class PrintedLabels {
    private PrintedLabels() {}

    static int[] of(String resource) {
        try (InputStream in = Objects.requireNonNull(PrintedLabels.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .chars()
                    .map(digit -> digit - '0')
                    .toArray();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** How many are in each cluster, the largest first. */
    static List<Integer> sizes(int[] labels) {
        int[] counts = new int[Arrays.stream(labels).max().orElse(-1) + 1];
        for (int label : labels) {
            counts[label]++;
        }
        return Arrays.stream(counts)
                .boxed()
                .filter(count -> count > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
    }
}
