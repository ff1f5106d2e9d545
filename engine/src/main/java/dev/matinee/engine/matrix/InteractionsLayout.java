package dev.matinee.engine.matrix;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where each part of an interactions file stands: a header of {@link #HEADER} bytes, then sections, each starting at a
 * multiple of 64 bytes, all numbers little-endian. {@code docs/formats.md} describes it for readers in other languages.
 *
 * @param scale the distinct ratings, ascending, when ratings are one-byte codes into it; empty when they are floats
 * @param offsets where each section starts, and, last, the length of the file
 */
record InteractionsLayout(
        Ids users,
        Ids items,
        long size,
        float[] scale,
        boolean timed,
        long baseTime,
        byte[] userIds,
        byte[] itemIds,
        long[] offsets) {
    static final int HEADER = 256;
    static final long MAGIC = 0x315845454E49544DL; // "MTINEEX1"
    static final int FORMAT = 1;

    // Header fields: magic 0, format 8, users 12, items 16, scale size 20, ratings 24, base time 32, flags 40,
    // length of user ids 48, length of item ids 56, file length 64, SHA-256 of all sections 72..104, CRC-32C of the
    // first 104 bytes 104.
    static final int HASH_AT = 72;
    static final int CHECK_AT = 104;
    static final int TIMED = 1;
    static final int USER_NUMBERS = 2;
    static final int ITEM_NUMBERS = 4;

    static InteractionsLayout of(Ids users, Ids items, long size, float[] scale, boolean timed, long baseTime) {
        return of(users, items, size, scale, timed, baseTime, bytes(users), bytes(items));
    }

    private static InteractionsLayout of(
            Ids users,
            Ids items,
            long size,
            float[] scale,
            boolean timed,
            long baseTime,
            byte[] userIds,
            byte[] itemIds) {
        int width = scale.length > 0 || size == 0 ? 1 : 4;
        long[] lengths = {
            scale.length * 4L,
            userIds.length,
            itemIds.length,
            (users.size() + 1L) * 8,
            (items.size() + 1L) * 8,
            size * 4,
            size * width,
            timed ? size * 4 : 0,
            size * 4,
            size * width
        };
        long[] offsets = new long[lengths.length + 1];
        long at = HEADER;
        for (int i = 0; i < lengths.length; i++) {
            offsets[i] = at;
            at += Math.ceilDiv(lengths[i], 64) * 64;
        }
        offsets[lengths.length] = at;
        return new InteractionsLayout(users, items, size, scale, timed, baseTime, userIds, itemIds, offsets);
    }

    long bytes() {
        return offsets[offsets.length - 1];
    }

    int ratingWidth() {
        return scale.length > 0 || size == 0 ? 1 : 4;
    }

    private MemorySegment section(MemorySegment file, int index, long length) {
        return file.asSlice(offsets[index], length);
    }

    MemorySegment userStarts(MemorySegment file) {
        return section(file, 3, (users.size() + 1L) * 8);
    }

    MemorySegment itemStarts(MemorySegment file) {
        return section(file, 4, (items.size() + 1L) * 8);
    }

    MemorySegment userColumns(MemorySegment file) {
        return section(file, 5, size * 4);
    }

    MemorySegment userRatings(MemorySegment file) {
        return section(file, 6, size * ratingWidth());
    }

    MemorySegment userTimes(MemorySegment file) {
        return section(file, 7, timed ? size * 4 : 0);
    }

    MemorySegment itemColumns(MemorySegment file) {
        return section(file, 8, size * 4);
    }

    MemorySegment itemRatings(MemorySegment file) {
        return section(file, 9, size * ratingWidth());
    }

    void setRating(MemorySegment ratings, long position, float rating) {
        if (ratingWidth() == 1) {
            ratings.set(Rows.BYTE, position, (byte) Arrays.binarySearch(scale, rating + 0f));
        } else {
            ratings.setAtIndex(Rows.FLOAT, position, rating + 0f);
        }
    }

    int ratingBits(MemorySegment ratings, long position) {
        return ratingWidth() == 1 ? ratings.get(Rows.BYTE, position) : ratings.getAtIndex(Rows.INT, position);
    }

    void setRatingBits(MemorySegment ratings, long position, int bits) {
        if (ratingWidth() == 1) {
            ratings.set(Rows.BYTE, position, (byte) bits);
        } else {
            ratings.setAtIndex(Rows.INT, position, bits);
        }
    }

    void writeIds(MemorySegment file) {
        for (int i = 0; i < scale.length; i++) {
            file.set(Rows.FLOAT, offsets[0] + i * 4L, scale[i]);
        }
        MemorySegment.copy(userIds, 0, file, Rows.BYTE, offsets[1], userIds.length);
        MemorySegment.copy(itemIds, 0, file, Rows.BYTE, offsets[2], itemIds.length);
    }

    void writeHeader(MemorySegment file) {
        file.set(Rows.LONG, 0, MAGIC);
        file.set(Rows.INT, 8, FORMAT);
        file.set(Rows.INT, 12, users.size());
        file.set(Rows.INT, 16, items.size());
        file.set(Rows.INT, 20, scale.length);
        file.set(Rows.LONG, 24, size);
        file.set(Rows.LONG, 32, baseTime);
        int flags = (timed ? TIMED : 0)
                | (users instanceof Ids.Numbers ? USER_NUMBERS : 0)
                | (items instanceof Ids.Numbers ? ITEM_NUMBERS : 0);
        file.set(Rows.LONG, 40, flags);
        file.set(Rows.LONG, 48, userIds.length);
        file.set(Rows.LONG, 56, itemIds.length);
        file.set(Rows.LONG, 64, bytes());
        byte[] hash = InteractionsFile.sha256(file);
        MemorySegment.copy(hash, 0, file, Rows.BYTE, HASH_AT, hash.length);
        file.set(Rows.INT, CHECK_AT, InteractionsFile.headerCheck(file));
    }

    /** The layout that a header describes; the header must have been checked. */
    static InteractionsLayout read(MemorySegment file) {
        int users = file.get(Rows.INT, 12);
        int items = file.get(Rows.INT, 16);
        long flags = file.get(Rows.LONG, 40);
        float[] scale = new float[file.get(Rows.INT, 20)];
        for (int i = 0; i < scale.length; i++) {
            scale[i] = file.get(Rows.FLOAT, HEADER + i * 4L);
        }
        byte[] userIds = new byte[(int) file.get(Rows.LONG, 48)];
        byte[] itemIds = new byte[(int) file.get(Rows.LONG, 56)];
        long userIdsAt = HEADER + Math.ceilDiv(scale.length * 4L, 64) * 64;
        long itemIdsAt = userIdsAt + Math.ceilDiv((long) userIds.length, 64) * 64;
        MemorySegment.copy(file, Rows.BYTE, userIdsAt, userIds, 0, userIds.length);
        MemorySegment.copy(file, Rows.BYTE, itemIdsAt, itemIds, 0, itemIds.length);
        return of(
                ids(userIds, users, (flags & USER_NUMBERS) != 0),
                ids(itemIds, items, (flags & ITEM_NUMBERS) != 0),
                file.get(Rows.LONG, 24),
                scale,
                (flags & TIMED) != 0,
                file.get(Rows.LONG, 32),
                userIds,
                itemIds);
    }

    /** Numbers as 64-bit integers; texts as UTF-8, each ended by a zero byte. */
    private static byte[] bytes(Ids ids) {
        return switch (ids) {
            case Ids.Numbers numbers -> {
                MemorySegment segment = MemorySegment.ofArray(new byte[Math.multiplyExact(numbers.size(), 8)]);
                for (int i = 0; i < numbers.size(); i++) {
                    segment.set(Rows.LONG, i * 8L, numbers.number(i));
                }
                yield segment.toArray(Rows.BYTE);
            }
            case Ids.Texts texts -> {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < texts.size(); i++) {
                    all.append(texts.id(i)).append('\0');
                }
                yield all.toString().getBytes(StandardCharsets.UTF_8);
            }
        };
    }

    private static Ids ids(byte[] bytes, int count, boolean numbers) {
        if (numbers) {
            long[] values = new long[count];
            MemorySegment.copy(MemorySegment.ofArray(bytes), Rows.LONG, 0, values, 0, count);
            return Ids.ofNumbers(values);
        }
        String[] values = new String[count];
        int start = 0;
        for (int i = 0; i < count; i++) {
            int end = start;
            while (bytes[end] != 0) {
                end++;
            }
            values[i] = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            start = end + 1;
        }
        return Ids.ofTexts(values);
    }
}
