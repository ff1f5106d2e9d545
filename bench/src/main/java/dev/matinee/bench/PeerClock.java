package dev.matinee.bench;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What a peer took: begun when its data are in memory. It needs nothing but the JDK, as every peer has a class path of its own. */
public final class PeerClock {
    private final double processorSeconds = processorSeconds();
    private final long start = System.nanoTime();

    /** Prints, as the last line, seconds until now and what was run. */
    public void print(String algorithm) {
        double wall = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "{\"wall\": %.6f, \"cpu\": %.6f, \"algorithm\": \"%s\"}%n",
                wall,
                processorSeconds() - processorSeconds,
                algorithm);
    }

    private static double processorSeconds() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                        .getProcessCpuTime()
                / 1e9;
    }
}
