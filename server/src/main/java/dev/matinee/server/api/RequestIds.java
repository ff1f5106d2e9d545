package dev.matinee.server.api;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A name for each request, by which it is found in the log: the one it came with, where that is fit to be written down. */
final class RequestIds {
    private static final Pattern FIT = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private final String process;
    private final AtomicLong count = new AtomicLong();

    RequestIds() {
        byte[] random = new byte[6];
        new SecureRandom().nextBytes(random);
        this.process = HexFormat.of().formatHex(random);
    }

    String of(@Nullable String given) {
        return given != null && FIT.matcher(given).matches() ? given : process + "-" + count.incrementAndGet();
    }
}
