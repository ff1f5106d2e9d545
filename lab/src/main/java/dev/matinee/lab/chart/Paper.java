package dev.matinee.lab.chart;

/**
 * What is drawn and on how wide a paper; letters have the same size on any.
 *
 * @param chart the chart
 * @param width the width in points
 */
record Paper(Chart chart, double width) {
    /** That of files, and of a chart that has the width of a page to itself. */
    static final double WIDTH = 960;

    /** That of a chart beside another. */
    static final double HALF = 620;
}
