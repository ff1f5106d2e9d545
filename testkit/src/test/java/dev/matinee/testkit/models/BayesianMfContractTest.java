package dev.matinee.testkit.models;

import dev.matinee.engine.Run;
import dev.matinee.engine.matrix.Interactions;
import dev.matinee.engine.matrix.InteractionsBuilder;
import dev.matinee.engine.models.BayesianMf;
import dev.matinee.engine.models.BayesianMfModel;
import dev.matinee.testkit.Checkerboard;
import dev.matinee.testkit.RecommenderContract;
import org.junit.jupiter.api.Nested;

class BayesianMfContractTest {
    private static final BayesianMf SMALL =
            BayesianMf.defaults().factors(3).burnIn(20).samples(30);

    abstract static class Contract extends RecommenderContract<BayesianMfModel, BayesianMf> {
        Contract(BayesianMf settings) {
            super(BayesianMf.FAMILY, settings);
        }

        @Override
        protected Interactions checkerboard() {
            return Checkerboard.ofStars(16);
        }
    }

    @Nested
    class Plain extends Contract {
        Plain() {
            super(SMALL.implicit(BayesianMf.Implicit.NONE).thinning(2));
        }
    }

    @Nested
    class WithImplicitFeedback extends Contract {
        WithImplicitFeedback() {
            super(SMALL);
        }
    }

    @Nested
    class WithDates extends Contract {
        WithDates() {
            super(SMALL.dates(true));
        }

        /** The usual one, but every user rates on a day of their own: there, days are items by another name. */
        @Override
        protected Interactions checkerboard() {
            Interactions usual = super.checkerboard();
            InteractionsBuilder builder = new InteractionsBuilder(usual.users(), usual.items());
            for (int user = 0; user < usual.users().size(); user++) {
                for (long position = usual.byUser().start(user);
                        position < usual.byUser().end(user);
                        position++) {
                    builder.add(
                            user,
                            usual.byUser().column(position),
                            usual.byUser().rating(position),
                            1_000_000_000L + 86_400L * user);
                }
            }
            return builder.build(Run.seeded(1).threads(1));
        }
    }

    @Nested
    class Ordinal extends Contract {
        Ordinal() {
            super(SMALL.likelihood(BayesianMf.Likelihood.ORDINAL));
        }
    }
}
