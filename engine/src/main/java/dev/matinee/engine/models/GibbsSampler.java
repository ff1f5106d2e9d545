package dev.matinee.engine.models;

import dev.matinee.engine.Checkpoints;
import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;
import dev.matinee.engine.Progress;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.matrix.SideFeatures;
import dev.matinee.engine.models.FeatureBlock.Group;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Draws the samples of {@link BayesianMf}: everything that is not known in turn, given all the rest (Rendle 2012, algorithm
 * 3). Numbers at random are asked for by the number of the sample, so the state between two samples is all that a stopped
 * run needs to go on.
 */
final class GibbsSampler {
    private static final String STATE = "state";

    private final BayesianMf settings;
    private final Run run;
    private final MachineRatings ratings;
    private final RatingNoise noise;
    private final List<FeatureBlock> sides;
    private final SampleStore kept;

    GibbsSampler(BayesianMf settings, Interactions data, RatingDays days, Run run) {
        this.settings = settings;
        this.run = run;
        this.ratings = new MachineRatings(data, days);
        this.sides = sides(settings, data, days, ratings);
        ratings.sides(sides);
        float[] scale;
        if (settings.likelihood() == BayesianMf.Likelihood.ORDINAL) {
            scale = OrderedProbit.steps(ratings.targets());
            this.noise = new OrderedProbit(ratings, scale);
        } else {
            scale = GaussianNoise.scale(ratings.targets());
            this.noise = new GaussianNoise(ratings, scale);
        }
        this.kept = SampleStore.of(settings, sides, noise.state().length, scale);
    }

    private static List<FeatureBlock> sides(
            BayesianMf settings, Interactions data, RatingDays days, MachineRatings ratings) {
        SideFeatures features = settings.attributes() ? data.features() : SideFeatures.none();
        List<FeatureBlock> sides = new ArrayList<>();
        sides.add(block(
                "users",
                settings,
                data.byUser(),
                settings.implicit().ofUsers() ? Optional.of(data.byItem()) : Optional.empty(),
                features.users()));
        sides.add(block(
                "items",
                settings,
                data.byItem(),
                settings.implicit().ofItems() ? Optional.of(data.byUser()) : Optional.empty(),
                features.items()));
        if (days.count() > 0) {
            sides.add(new FeatureBlock(
                    "days",
                    settings.factors(),
                    ratings.dayCounts(days.count()),
                    List.of(Group.ofRows(days.count())),
                    priorRate(settings)));
        }
        return sides;
    }

    /**
     * @param rows the ratings by row
     * @param others the same the other way round, where who rated what counts
     */
    private static FeatureBlock block(
            String name, BayesianMf settings, Rows rows, Optional<Rows> others, List<SideFeatures.Field> fields) {
        int[] counts = new int[rows.rows()];
        for (int row = 0; row < counts.length; row++) {
            counts[row] = rows.count(row);
        }
        List<Group> groups = new ArrayList<>(List.of(Group.ofRows(counts.length)));
        others.ifPresent(found -> groups.add(implicit(last(groups), counts, found)));
        for (SideFeatures.Field field : fields) {
            groups.add(attribute(last(groups), field));
        }
        return new FeatureBlock(name, settings.factors(), counts, groups, priorRate(settings));
    }

    /** Where who rated what explains ratings too, each feature explains less: see docs/decisions/0090. */
    private static double priorRate(BayesianMf settings) {
        return settings.implicit() == BayesianMf.Implicit.NONE ? 1 : 0.1;
    }

    private static int last(List<Group> groups) {
        return groups.getLast().first() + groups.getLast().size();
    }

    /** What a row's ratings say by being there: one feature a column, together of length 1. */
    private static Group implicit(int first, int[] counts, Rows byColumn) {
        int[] starts = new int[byColumn.rows() + 1];
        int[] rows = new int[(int) byColumn.size()];
        for (int column = 0; column < byColumn.rows(); column++) {
            starts[column + 1] = (int) byColumn.end(column);
            int[] own = byColumn.columns(column);
            System.arraycopy(own, 0, rows, starts[column], own.length);
        }
        float[] weights = new float[counts.length];
        for (int row = 0; row < weights.length; row++) {
            weights[row] = (float) (1 / Math.sqrt(Math.max(1, counts[row])));
        }
        return new Group(first, byColumn.rows(), starts, rows, weights);
    }

    /** The categories of one field: one feature each, those of a row together of length 1. */
    private static Group attribute(int first, SideFeatures.Field field) {
        int size = field.categories().size();
        int[] starts = new int[size + 1];
        for (int[] row : field.rows()) {
            for (int place : row) {
                starts[place + 1]++;
            }
        }
        for (int place = 0; place < size; place++) {
            starts[place + 1] += starts[place];
        }
        int[] next = starts.clone();
        int[] rows = new int[starts[size]];
        float[] weights = new float[field.rows().length];
        for (int row = 0; row < weights.length; row++) {
            int[] places = field.rows()[row];
            for (int place : places) {
                rows[next[place]++] = row;
            }
            weights[row] = (float) (1 / Math.sqrt(Math.max(1, places.length)));
        }
        return new Group(first, size, starts, rows, weights);
    }

    /** Draws all samples, going on from a checkpoint where there is one. */
    SampleStore draw(String identity) {
        int all = settings.burnIn() + settings.samples() * settings.thinning();
        int done = restore(identity);
        try (Progress.Task task = run.progress().start("training " + settings.model(), all, "samples")) {
            task.advance(done);
            for (int sample = done; sample < all; sample++) {
                run.checkCancelled();
                sweep(sample);
                int after = sample + 1 - settings.burnIn();
                if (after > 0 && after % settings.thinning() == 0) {
                    int place = after / settings.thinning() - 1;
                    kept.keep(place, sides, noise.state());
                    if (run.checkpoints().kept()) {
                        run.checkpoints().write(sampleName(place), kept.bytes(place));
                    }
                }
                if (run.checkpoints().kept()) {
                    run.checkpoints().write(STATE, state(identity, sample + 1));
                }
                task.advance(1);
            }
        }
        return kept;
    }

    private void sweep(int sample) {
        int factors = settings.factors();
        ratings.scores(factors, noise.intercept(), run);
        noise.draw(ratings, run, sample);
        for (FeatureBlock side : sides) {
            side.drawPriors(run, sample);
        }
        int changed = MachineRatings.NONE;
        int before = factors;
        for (int step = 0; step <= factors; step++) {
            int factor = step == 0 ? factors : step - 1;
            for (int side = 0; side < sides.size(); side++) {
                ratings.pass(changed, before, side, factor, factors, run);
                sides.get(side).draw(factor, noise.precision(), run, sample);
                changed = side;
                before = factor;
            }
        }
    }

    private static String sampleName(int place) {
        return "sample-" + place;
    }

    private byte[] state(String identity, int done) {
        byte[] who = identity.getBytes(StandardCharsets.UTF_8);
        double[] ofNoise = noise.state();
        int size = 12 + who.length + 8 * ofNoise.length;
        for (FeatureBlock side : sides) {
            size = Math.addExact(size, side.stateBytes());
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(who.length).put(who).putInt(done).putInt(ofNoise.length);
        for (double number : ofNoise) {
            bytes.putDouble(number);
        }
        sides.forEach(side -> side.save(bytes));
        return bytes.array();
    }

    /** How many samples were drawn before. */
    private int restore(String identity) {
        Checkpoints checkpoints = run.checkpoints();
        Optional<byte[]> state = checkpoints.read(STATE);
        if (state.isEmpty()) {
            for (FeatureBlock side : sides) {
                side.start(run);
            }
            return 0;
        }
        ByteBuffer bytes = ByteBuffer.wrap(state.get()).order(ByteOrder.LITTLE_ENDIAN);
        byte[] who = new byte[bytes.getInt()];
        bytes.get(who);
        String then = new String(who, StandardCharsets.UTF_8);
        if (!then.equals(identity)) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "the checkpoint is of a training of " + then + ", this one is of " + identity,
                    "name another folder for checkpoints, or delete what is in it");
        }
        int done = bytes.getInt();
        double[] ofNoise = new double[bytes.getInt()];
        for (int i = 0; i < ofNoise.length; i++) {
            ofNoise[i] = bytes.getDouble();
        }
        noise.restore(ofNoise);
        sides.forEach(side -> side.restore(bytes));
        int places = Math.max(0, done - settings.burnIn()) / settings.thinning();
        for (int place = 0; place < places; place++) {
            int missing = place;
            kept.restore(
                    place,
                    checkpoints
                            .read(sampleName(place))
                            .orElseThrow(() -> MatineeException.badData(
                                    "the checkpoint lacks the sample " + missing,
                                    "delete it and train from the start")));
        }
        return done;
    }
}
