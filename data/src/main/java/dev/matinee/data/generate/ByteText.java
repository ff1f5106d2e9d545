package dev.matinee.data.generate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;

/** A growing piece of text as bytes, much faster to append numbers to than a string. Not thread-safe. */
final class ByteText {
    private static final int ROOM = 64;

    private final Charset charset;
    private byte[] bytes = new byte[0];
    private int length;

    ByteText() {
        this(StandardCharsets.UTF_8);
    }

    /** A text whose strings are encoded like this; what the encoding lacks becomes {@code ?}. */
    ByteText(Charset charset) {
        this.charset = charset;
    }

    /** Makes sure that many bytes can follow. */
    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, Math.max(1 << 12, bytes.length * 2)));
        }
    }

    ByteText add(char ascii) {
        reserve(ROOM);
        bytes[length++] = (byte) ascii;
        return this;
    }

    ByteText add(byte[] text) {
        reserve(text.length + ROOM);
        for (byte one : text) {
            bytes[length++] = one;
        }
        return this;
    }

    ByteText add(String text) {
        return add(text.getBytes(charset));
    }

    ByteText add(long number) {
        if (number < 0) {
            return add(Long.toString(number));
        }
        reserve(ROOM);
        int digits = 1;
        for (long limit = 10; digits < 19 && number >= limit; limit *= 10) {
            digits++;
        }
        int end = length + digits;
        length = end;
        if (number <= Integer.MAX_VALUE) {
            int rest = (int) number;
            do {
                bytes[--end] = (byte) ('0' + rest % 10);
                rest /= 10;
            } while (rest != 0);
            return this;
        }
        do {
            bytes[--end] = (byte) ('0' + number % 10);
            number /= 10;
        } while (number != 0);
        return this;
    }

    /** Appends a day as {@code 2005-09-06}. */
    ByteText addDay(long epochDay) {
        LocalDate day = LocalDate.ofEpochDay(epochDay);
        return add((long) day.getYear())
                .add('-')
                .addTwoDigits(day.getMonthValue())
                .add('-')
                .addTwoDigits(day.getDayOfMonth());
    }

    private ByteText addTwoDigits(int number) {
        return add((char) ('0' + number / 10)).add((char) ('0' + number % 10));
    }

    /** Appends a CSV field, in quotation marks where it needs them. */
    ByteText addCsv(String field) {
        if (field.indexOf(',') < 0 && field.indexOf('"') < 0) {
            return add(field);
        }
        return add('"').add(field.replace("\"", "\"\"")).add('"');
    }

    ByteText clear() {
        length = 0;
        return this;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    int length() {
        return length;
    }

    /** Writes everything and starts again from nothing. */
    void flushTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
    }
}
