package dev.matinee.data.generate;

import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes synthetic ratings of known truth: a user's opinion of a movie is the sum of a mean, a bias of each, and the inner
 * product of their factors; the rating is the opinion plus noise, rounded to the scale. Who rates what follows long-tailed
 * popularity and activity and the user's favourite genres. Equal settings and seed give equal bytes on any number of
 * threads.
 *
 * <p>Memory: 8 bytes a user (16 where ratings are missing), about 150 a movie and some 5 MB a thread, however many
 * ratings.
 *
 * <pre>{@code
 * var report = Generator.like(DataShape.named("ml-20m")).write(Path.of("ml-20m"), Layout.CSV, Run.seeded(42));
 * var matrix = Generator.like(DataShape.of(40_000, 15_000, 5_000_000)).interactions(Run.seeded(42));
 * }</pre>
 *
 * @param shape how many of what
 * @param noise the standard deviation of a rating about the user's opinion before it is rounded, in stars, 0.05 to 3
 * @param taste the standard deviation of the inner product of a user's and a movie's factors, in stars, 0 to 2
 */
public record Generator(DataShape shape, double noise, double taste) {
    private static final long ROWS_PER_BLOCK = 50_000;
    private static final int PILOT_USERS = 1000;

    /** Checks the ranges. */
    public Generator {
        if (!(noise >= 0.05 && noise <= 3)) {
            throw MatineeException.usage("noise must be between 0.05 and 3 stars, got " + noise);
        }
        if (!(taste >= 0 && taste <= 2)) {
            throw MatineeException.usage("taste must be between 0 and 2 stars, got " + taste);
        }
    }

    /** A generator of this shape with noise 0.75 and taste 0.45. */
    public static Generator like(DataShape shape) {
        return new Generator(shape, 0.75, 0.45);
    }

    /** The same with another noise. */
    public Generator noise(double noise) {
        return new Generator(shape, noise, taste);
    }

    /** The same with another strength of taste. */
    public Generator taste(double taste) {
        return new Generator(shape, noise, taste);
    }

    /** What all blocks are drawn from. */
    record Parts(
            DataShape shape, Audience audience, MoviePool pool, RatingNoise noise, Spread anomalies, Spread tags) {}

    /**
     * Writes the data set in the layout of the set it is like.
     *
     * @see #write(Path, Layout, Run)
     */
    public GenerationReport write(Path target, Run run) {
        return write(target, shape.layout(), run);
    }

    /**
     * Writes the data set, under a temporary name beside {@code target} until it is whole. Rows without a rating and
     * anomalous dates, where the shape has them, are written in {@link Layout#CSV}, {@link Layout#PARQUET} and
     * {@link Layout#VIEWER_INTERACTIONS}; the other layouts have no place for them and refuse such a shape.
     *
     * @param target a folder that does not exist yet or is empty; for {@link Layout#VIEWER_INTERACTIONS} also a file whose
     *     name ends with {@code .db} or {@code .sqlite}
     * @throws MatineeException of code {@code CONFLICT} when there is something at {@code target}, {@code STORAGE} when it
     *     cannot be written, {@code CANCELLED} when the run was stopped; nothing is left behind then
     */
    public GenerationReport write(Path target, Layout layout, Run run) {
        boolean tolerant = layout == Layout.CSV || layout == Layout.PARQUET || layout == Layout.VIEWER_INTERACTIONS;
        if (!tolerant && (shape.missingRatings() > 0 || shape.anomalousDates() > 0)) {
            throw MatineeException.usage("layout " + layout.label() + " has no place for missing ratings, which "
                    + shape.name() + " has: use csv, parquet or sqlite");
        }
        if (shape.scale().step() != 1 && layout != Layout.CSV && layout != Layout.PARQUET && layout != Layout.DAT) {
            throw MatineeException.usage("layout " + layout.label() + " holds whole stars only, and " + shape.name()
                    + " has steps of " + shape.scale().step() + ": use csv, parquet or dat");
        }
        try (Target output = Target.at(target, layout)) {
            Parts parts = parts(run);
            GenerationReport report;
            try (RatingsWriter writer = output.writer(parts, run)) {
                report = stream(parts, writer, run, output::bytes);
            }
            output.addReadMe(report);
            output.complete();
            return report;
        } catch (IOException failure) {
            throw Target.cannotWrite(target, failure);
        }
    }

    /** The same ratings in memory, outside the heap; rows without a rating or with an anomalous date are left out. */
    public Interactions interactions(Run run) {
        return inMemory(run).interactions();
    }

    /** The same ratings in memory, with the report on them. */
    public InMemory inMemory(Run run) {
        Parts parts = parts(run);
        MemoryWriter writer = new MemoryWriter(parts);
        try {
            GenerationReport report = stream(parts, writer, run, () -> 0);
            return new InMemory(writer.interactions(run), report);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Generated ratings and what is known about them. */
    public record InMemory(Interactions interactions, GenerationReport report) {}

    private Parts parts(Run run) {
        return new Parts(
                shape,
                new Audience(shape, run),
                new MoviePool(shape, taste, run),
                new RatingNoise(shape.scale(), noise),
                new Spread(
                        shape.ratings(),
                        shape.anomalousDates(),
                        run.random("anomalies", 0).nextLong()),
                new Spread(shape.ratings(), shape.tags(), run.random("tags", 0).nextLong()));
    }

    /** The mean opinion for which the mean rating is the one wished for, found on a sample of the rows' users. */
    private double meanOpinion(Parts parts, Run run) {
        BlockSampler sampler = new BlockSampler(parts, 0, run);
        double[][] opinions = new double[PILOT_USERS][];
        int user = 0;
        for (int i = 0; i < PILOT_USERS; i++) {
            long slot = shape.ratings() / PILOT_USERS * i;
            while (parts.audience().start(user + 1) <= slot) {
                user++;
            }
            opinions[i] = sampler.opinions(user);
        }
        double low = shape.scale().lowest() - 2;
        double high = shape.scale().highest() + 2;
        for (int step = 0; step < 20; step++) {
            double middle = (low + high) / 2;
            double sum = 0;
            for (double[] row : opinions) {
                double rowSum = 0;
                for (double opinion : row) {
                    rowSum += parts.noise().mean(parts.noise().cell(middle + opinion));
                }
                sum += rowSum / row.length;
            }
            if (sum / PILOT_USERS < shape.scale().mean()) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private interface Size {
        long bytes() throws IOException;
    }

    private GenerationReport stream(Parts parts, RatingsWriter writer, Run run, Size size) throws IOException {
        double mean = meanOpinion(parts, run);
        Tally tally = new Tally(shape);
        try (Progress.Task task = run.progress().start("generating " + shape.name(), shape.ratings(), "ratings")) {
            int user = 0;
            while (user < shape.users()) {
                run.checkCancelled();
                List<RatingBlock> wave = new ArrayList<>();
                while (wave.size() < 2 * run.threads() && user < shape.users()) {
                    int end = blockEnd(parts.audience(), user);
                    wave.add(new RatingBlock(user, end, parts.audience()));
                    user = end;
                }
                run.parallel(wave.size(), index -> {
                    new BlockSampler(parts, mean, run).fill(wave.get(index));
                    writer.render(wave.get(index));
                });
                for (RatingBlock block : wave) {
                    writer.write(block);
                    tally.add(block);
                    task.advance(block.rows);
                }
            }
            writer.finish();
        }
        return tally.report(run.seed(), parts, writer.tags(), size.bytes());
    }

    private static int blockEnd(Audience audience, int user) {
        long start = audience.start(user);
        int end = user + 1;
        while (end < audience.users() && audience.start(end + 1) - start <= ROWS_PER_BLOCK) {
            end++;
        }
        return end;
    }

    /** The report's numbers, summed block by block in order. */
    private static final class Tally {
        private final DataShape shape;
        private final long[] movieCounts;
        private long rated;
        private double ratingSum;
        private double varianceSum;
        private double squaredErrorSum;

        Tally(DataShape shape) {
            this.shape = shape;
            this.movieCounts = new long[shape.movies()];
        }

        void add(RatingBlock block) {
            for (int movie : block.movies) {
                movieCounts[movie]++;
            }
            rated += block.rated;
            ratingSum += block.ratingSum;
            varianceSum += block.varianceSum;
            squaredErrorSum += block.squaredErrorSum;
        }

        GenerationReport report(long seed, Parts parts, long tags, long bytes) {
            long[] ratedCounts = new long[shape.ratedMovies()];
            int ratedMovies = 0;
            for (long count : movieCounts) {
                if (count > 0) {
                    ratedCounts[ratedMovies++] = count;
                }
            }
            return new GenerationReport(
                    shape.name(),
                    seed,
                    shape.users(),
                    shape.movies(),
                    ratedMovies,
                    shape.ratings(),
                    rated,
                    shape.ratings() - rated,
                    shape.anomalousDates(),
                    tags,
                    ratingSum / rated,
                    Math.sqrt(varianceSum / rated),
                    Math.sqrt(squaredErrorSum / rated),
                    Audience.topTenthShare(ratedCounts),
                    parts.audience().topTenthShare(),
                    bytes);
        }
    }

    /** The text of a rating without needless zeros: {@code 4} or {@code 3.5}, or {@code 4.0} where wished. */
    static byte[][] ratingTexts(DataShape.Scale scale, boolean decimals) {
        byte[][] texts = new byte[scale.levels()][];
        for (int level = 0; level < texts.length; level++) {
            double rating = scale.rating(level);
            String text = decimals || rating != Math.rint(rating)
                    ? Double.toString(rating)
                    : String.format(Locale.ROOT, "%.0f", rating);
            texts[level] = text.getBytes(StandardCharsets.US_ASCII);
        }
        return texts;
    }
}
