package dev.matinee.lab.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The values that an axis names. */
final class Ticks {
    private Ticks() {}

    static List<Double> of(Axis axis, Range range) {
        return switch (axis.scaling()) {
            case LINEAR -> linear(range);
            case LOG -> logarithmic(range);
            case TIME -> time(range);
        };
    }

    /** A round step (1, 2, 2.5 or 5 times a power of ten) that cuts a length into about so many parts. */
    static double step(double length, int parts) {
        double raw = length / parts;
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        for (double factor : new double[] {1, 2, 2.5, 5}) {
            if (raw <= factor * power * 1.0001) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static List<Double> linear(Range range) {
        List<Double> ticks = new ArrayList<>();
        double step = step(range.to() - range.from(), 6);
        for (long i = (long) Math.ceil(range.from() / step - 1e-9); i * step <= range.to() + step * 1e-9; i++) {
            ticks.add(Math.rint(i * step * 1e9 / step) * step / 1e9);
        }
        return ticks;
    }

    private static List<Double> logarithmic(Range range) {
        List<Double> ticks = new ArrayList<>();
        double decades = Math.log10(range.to() / range.from());
        double[] parts = decades <= 2.2 ? new double[] {1, 2, 5} : new double[] {1};
        int skip = decades > 8 ? 2 : 1;
        for (int power = (int) Math.floor(Math.log10(range.from()));
                Math.pow(10, power) <= range.to() * 1.001;
                power += skip) {
            for (double part : parts) {
                double value = part * Math.pow(10, power);
                if (value >= range.from() * 0.999 && value <= range.to() * 1.001) {
                    ticks.add(value);
                }
            }
        }
        return ticks;
    }

    private static List<Double> time(Range range) {
        LocalDate from = day(range.from());
        LocalDate to = day(range.to());
        int months = (to.getYear() - from.getYear()) * 12 + to.getMonthValue() - from.getMonthValue();
        List<Double> ticks = new ArrayList<>();
        if (months < 3) {
            double step = Math.max(1, Math.rint((range.to() - range.from()) / 86_400_000.0 / 6)) * 86_400_000;
            for (double at = Math.ceil(range.from() / 86_400_000) * 86_400_000; at <= range.to(); at += step) {
                ticks.add(at);
            }
            return ticks;
        }
        int step = months > 36 ? 12 * (int) Math.ceil(months / 12.0 / 8) : months > 12 ? 6 : months > 6 ? 2 : 1;
        LocalDate at = months > 36 ? LocalDate.of(from.getYear(), 1, 1) : from.withDayOfMonth(1);
        for (; !at.isAfter(to); at = at.plusMonths(step)) {
            double millis = at.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
            if (millis >= range.from()) {
                ticks.add(millis);
            }
        }
        return ticks;
    }

    private static LocalDate day(double millis) {
        return Instant.ofEpochMilli((long) millis).atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** How a tick is written on its axis: dates of long spans as year or month. */
    static List<String> names(Axis axis, List<Double> ticks) {
        if (axis.scaling() != Axis.Scaling.TIME) {
            return ticks.stream().map(Numbers::text).toList();
        }
        List<String> days = ticks.stream().map(Numbers::date).toList();
        int cut = days.stream().allMatch(day -> day.endsWith("-01-01"))
                ? 4
                : days.stream().allMatch(day -> day.endsWith("-01")) ? 7 : 10;
        return days.stream()
                .map(day -> day.substring(0, Math.min(cut, day.length())))
                .toList();
    }
}
