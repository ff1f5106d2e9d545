package dev.matinee.lab.chart;

/** Where a value stands along an axis. */
final class Placed {
    private Placed() {}

    /** The share of the way from the first value that the axis shows to the last: 0 to 1 inside. */
    static double share(Axis axis, Range range, double value) {
        if (axis.scaling() == Axis.Scaling.LOG) {
            return value <= 0 ? Double.NaN : Math.log(value / range.from()) / Math.log(range.to() / range.from());
        }
        return (value - range.from()) / (range.to() - range.from());
    }
}
