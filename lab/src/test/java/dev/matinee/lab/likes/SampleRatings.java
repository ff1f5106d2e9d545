package dev.matinee.lab.likes;

import dev.matinee.data.catalog.Workspace;
import dev.matinee.data.ingest.Ingest;
import dev.matinee.data.ingest.IngestOptions;
import dev.matinee.data.ingest.Sources;
import dev.matinee.data.source.Source;
import dev.matinee.data.source.SourceOptions;
import dev.matinee.engine.RandomStream;
import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.matrix.Rows;
import dev.matinee.engine.matrix.SideFeatures;
import java.nio.file.Path;
import java.util.function.LongToDoubleFunction;

/** Ratings to try things with. */
final class SampleRatings {
    private SampleRatings() {}

    /** The embedded sample, with genres and years, taken in below a folder. */
    static Interactions sample(Path folder, Run run) {
        Workspace workspace = Workspace.create(folder.resolve("workspace"));
        try (Source source = Sources.open("sample", SourceOptions.none())) {
            Ingest.of(source, IngestOptions.defaults()).into(workspace, run);
        }
        var catalog = workspace.catalog();
        Interactions ratings = catalog.interactions(run);
        SideFeatures known = ratings.features();
        catalog.close();
        return ratings.features(() -> known);
    }

    /** The same pairs and times with other ratings, given by position. */
    static Interactions rated(Interactions ratings, LongToDoubleFunction rating, Run run) {
        InteractionsBuilder builder = new InteractionsBuilder(ratings.users(), ratings.items());
        Rows rows = ratings.byUser();
        for (int user = 0; user < rows.rows(); user++) {
            for (long position = rows.start(user); position < rows.end(user); position++) {
                builder.add(user, rows.column(position), (float) rating.applyAsDouble(position), rows.time(position));
            }
        }
        SideFeatures known = ratings.features();
        return builder.build(run).features(() -> known);
    }

    /** The same pairs and times with the ratings dealt anew. */
    static Interactions shuffled(Interactions ratings, Run run) {
        Rows rows = ratings.byUser();
        float[] dealt = new float[(int) rows.size()];
        for (int position = 0; position < dealt.length; position++) {
            dealt[position] = rows.rating(position);
        }
        RandomStream random = run.random("shuffled", 0);
        for (int i = dealt.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            float kept = dealt[i];
            dealt[i] = dealt[other];
            dealt[other] = kept;
        }
        return rated(ratings, position -> dealt[(int) position], run);
    }
}
