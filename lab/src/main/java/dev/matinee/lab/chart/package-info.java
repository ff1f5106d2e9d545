/**
 * Pictures of numbers: a {@link dev.matinee.lab.chart.Chart} says what to show, {@link dev.matinee.lab.chart.ChartPage}
 * shows it interactively in HTML, and {@link dev.matinee.lab.chart.ChartFiles} keeps it as SVG, PNG and CSV.
 */
@NullMarked
package dev.matinee.lab.chart;

import org.jspecify.annotations.NullMarked;
