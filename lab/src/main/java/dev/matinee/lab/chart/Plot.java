package dev.matinee.lab.chart;

import java.util.Map;

/** The kind of a picture and the numbers in it. Every kind can be drawn by every renderer. */
public sealed interface Plot permits Bars, Histogram, Lines, Scatter, HeatMap, Flow, Parallel, Boxes {
    /** The numbers as a table. */
    Table table();

    /** What is to be seen, in a sentence or two, for those who do not see the picture. */
    String summary();

    /** The description as JSON: {@code kind} and whatever the kind needs. */
    Map<String, Object> toJson();
}
