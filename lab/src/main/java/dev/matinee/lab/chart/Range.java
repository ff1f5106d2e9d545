package dev.matinee.lab.chart;

import java.util.List;
import java.util.stream.Stream;

/** From the first to the last value that an axis shows. */
record Range(double from, double to) {
    /** What an axis shows for values that stand as dots or lines: a little more than their span, in round numbers. */
    static Range around(Axis axis, List<Double> values) {
        return switch (axis.scaling()) {
            case LOG -> logarithmic(positive(values));
            case TIME -> Numbers.span(values).widened();
            case LINEAR -> {
                Range span = Numbers.span(values).widened();
                double step = Ticks.step(span.to - span.from, 6);
                boolean nearZero = span.from > 0 && span.from < 0.4 * span.to;
                yield new Range(
                        nearZero ? 0 : Math.floor(span.from / step + 1e-9) * step,
                        Math.ceil(span.to / step - 1e-9) * step);
            }
        };
    }

    /** What an axis shows for values that stand as bars: from zero, or below the smallest on a logarithmic axis. */
    static Range ofBars(Axis axis, List<Double> values) {
        if (axis.scaling() == Axis.Scaling.LOG) {
            Range range = logarithmic(positive(values));
            Range span = Numbers.span(positive(values));
            return span.from < range.from * 1.5 ? new Range(range.from / 2, range.to) : range;
        }
        return around(axis, Stream.concat(Stream.of(0.0), values.stream()).toList());
    }

    private static List<Double> positive(List<Double> values) {
        return values.stream().filter(value -> value > 0).toList();
    }

    private static Range logarithmic(List<Double> values) {
        Range span = Numbers.span(values.isEmpty() ? List.of(1.0, 10.0) : values);
        double low = Math.pow(10, Math.floor(Math.log10(span.from) + 1e-9));
        double high = Math.pow(10, Math.ceil(Math.log10(span.to) - 1e-9));
        for (double part : new double[] {5, 2}) {
            if (low * part <= span.from) {
                low *= part;
                break;
            }
        }
        for (double part : new double[] {0.2, 0.5}) {
            if (high * part >= span.to) {
                high *= part;
                break;
            }
        }
        return low < high ? new Range(low, high) : new Range(low / 2, low * 2);
    }

    private Range widened() {
        if (from < to) {
            return this;
        }
        double half = from == 0 ? 1 : Math.abs(from) * 0.5;
        return new Range(from - half, to + half);
    }
}
