package dev.matinee.data.generate;

import dev.matinee.engine.Run;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the Netflix Prize layout, which goes by movie: a line {@code 17:}, then the movie's ratings as
 * {@code customer,rating,date}. As rows arrive by user, they are first spread over temporary files of neighbouring movies
 * (8 bytes a row), each small enough to be put in order in memory.
 */
final class NetflixWriter implements RatingsWriter {
    private static final int FILES = 4;
    private static final long ROWS_PER_BUCKET = 1_500_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int LEVEL_BITS = 7;
    private static final int DAY_BITS = 16;
    private static final int USER_BITS = 28;
    private static final int MOST_MOVIES_PER_BUCKET = 1 << 13;

    private final Generator.Parts parts;
    private final Path folder;
    private final Run run;
    private final int moviesPerBucket;
    private final List<DataOutputStream> buckets = new ArrayList<>();
    private final long[] bucketRows;
    private final long firstDay;

    NetflixWriter(Generator.Parts parts, Path folder, Run run) throws IOException {
        this.parts = parts;
        this.folder = folder;
        this.run = run;
        int movies = parts.pool().size();
        long wanted = Math.min(Math.ceilDiv(parts.shape().ratings(), ROWS_PER_BUCKET), Math.min(movies, 1000));
        this.moviesPerBucket = (int) Math.min(MOST_MOVIES_PER_BUCKET, Math.ceilDiv(movies, wanted));
        this.firstDay = parts.shape().from().toEpochDay();
        for (int bucket = 0; bucket < Math.ceilDiv(movies, moviesPerBucket); bucket++) {
            buckets.add(
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(bucketFile(bucket)), 1 << 15)));
        }
        this.bucketRows = new long[buckets.size()];
        writeTitles();
    }

    private Path bucketFile(int bucket) {
        return folder.resolve("bucket-" + bucket);
    }

    private void writeTitles() throws IOException {
        ByteText text = new ByteText(StandardCharsets.ISO_8859_1);
        MoviePool pool = parts.pool();
        for (int movie = 0; movie < pool.size(); movie++) {
            text.add((long) pool.id(movie))
                    .add(',')
                    .add(pool.hasYear(movie) ? Integer.toString(pool.year(movie)) : "NULL");
            text.add(',').add(pool.title(movie)).add('\n');
        }
        try (OutputStream out = Files.newOutputStream(folder.resolve("movie_titles.csv"))) {
            text.flushTo(out);
        }
    }

    @Override
    public void render(RatingBlock block) {}

    @Override
    public void write(RatingBlock block) throws IOException {
        int at = 0;
        for (int user = block.firstUser; user < block.endUser; user++) {
            for (int left = parts.audience().count(user); left > 0; left--, at++) {
                int bucket = block.movies[at] / moviesPerBucket;
                long within = block.movies[at] % moviesPerBucket;
                long day = Math.floorDiv(block.times[at], SECONDS_PER_DAY) - firstDay;
                long row = (within << USER_BITS) | user;
                buckets.get(bucket).writeLong((((row << DAY_BITS) | day) << LEVEL_BITS) | block.levels[at]);
                bucketRows[bucket]++;
            }
        }
    }

    @Override
    public void finish() throws IOException {
        closeBuckets();
        int movies = parts.pool().size();
        byte[][] ratingTexts = Generator.ratingTexts(parts.shape().scale(), false);
        byte[][] dayTexts = dayTexts();
        int file = 0;
        ByteText text = new ByteText();
        OutputStream out = Files.newOutputStream(folder.resolve("combined_data_1.txt"));
        try {
            for (int bucket = 0; bucket < bucketRows.length; bucket++) {
                run.checkCancelled();
                int firstMovie = bucket * moviesPerBucket;
                int endMovie = Math.min(movies, firstMovie + moviesPerBucket);
                int[] starts = new int[endMovie - firstMovie + 1];
                long[] rows = ordered(bucket, starts);
                for (int movie = firstMovie; movie < endMovie; movie++) {
                    int wantedFile = (int) ((long) movie * FILES / movies);
                    if (wantedFile != file) {
                        text.flushTo(out);
                        out.close();
                        file = wantedFile;
                        out = Files.newOutputStream(folder.resolve("combined_data_" + (file + 1) + ".txt"));
                    }
                    int within = movie - firstMovie;
                    if (starts[within] < starts[within + 1]) {
                        text.add((long) parts.pool().id(movie)).add(':').add('\n');
                    }
                    for (int at = starts[within]; at < starts[within + 1]; at++) {
                        long row = rows[at];
                        int user = (int) ((row >>> (DAY_BITS + LEVEL_BITS)) & ((1L << USER_BITS) - 1));
                        text.add((long) parts.audience().id(user)).add(',');
                        text.add(ratingTexts[(int) (row & ((1 << LEVEL_BITS) - 1))])
                                .add(',');
                        text.add(dayTexts[(int) ((row >>> LEVEL_BITS) & ((1 << DAY_BITS) - 1))])
                                .add('\n');
                        if (text.length() > 1 << 18) {
                            text.flushTo(out);
                        }
                    }
                }
                Files.delete(bucketFile(bucket));
            }
            text.flushTo(out);
        } finally {
            out.close();
        }
    }

    private byte[][] dayTexts() {
        long days = parts.shape().to().toEpochDay() - firstDay + 1;
        byte[][] texts = new byte[(int) days][];
        for (int day = 0; day < days; day++) {
            texts[day] = LocalDate.ofEpochDay(firstDay + day).toString().getBytes(StandardCharsets.US_ASCII);
        }
        return texts;
    }

    /** A bucket's rows by movie, those of one movie by user as they came; the movies' start positions go to {@code starts}. */
    private long[] ordered(int bucket, int[] starts) throws IOException {
        LongBuffer all = LongBuffer.allocate(Math.toIntExact(bucketRows[bucket]));
        byte[] piece = new byte[1 << 16];
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(bucketFile(bucket))))) {
            while (all.hasRemaining()) {
                int wanted = Math.min(piece.length, all.remaining() * Long.BYTES);
                in.readFully(piece, 0, wanted);
                all.put(ByteBuffer.wrap(piece, 0, wanted).asLongBuffer());
            }
        }
        int shift = USER_BITS + DAY_BITS + LEVEL_BITS;
        for (long row : all.array()) {
            starts[(int) (row >>> shift) + 1]++;
        }
        for (int movie = 1; movie < starts.length; movie++) {
            starts[movie] += starts[movie - 1];
        }
        int[] next = Arrays.copyOf(starts, starts.length);
        long[] rows = new long[all.capacity()];
        for (long row : all.array()) {
            rows[next[(int) (row >>> shift)]++] = row;
        }
        return rows;
    }

    private void closeBuckets() throws IOException {
        IOException first = null;
        for (DataOutputStream bucket : buckets) {
            try {
                bucket.close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        buckets.clear();
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() throws IOException {
        closeBuckets();
    }
}
