package dev.matinee.server.experiment;

/**
 * What lies between two numbers, both included.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Interval(double low, double high) {
    /** Whether a number lies in it. */
    public boolean contains(double number) {
        return low <= number && number <= high;
    }

    /** What the difference of a number in this interval and one in the other can be. */
    public Interval minus(Interval other) {
        return new Interval(low - other.high, high - other.low);
    }
}
