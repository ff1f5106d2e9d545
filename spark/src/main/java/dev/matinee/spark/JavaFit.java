package dev.matinee.spark;

import dev.matinee.engine.ErrorCode;
import dev.matinee.engine.MatineeException;

/**
 * Whether Spark can run on a Java.
 *
 * @param feature its version: 25
 * @param opened whether the insides of the JDK that Spark reaches into are open to it
 */
record JavaFit(int feature, boolean opened) {
    /** The latest Java that Spark 4.2 is made for; older ones cannot run Matinee itself. */
    private static final int LATEST = 25;

    static JavaFit ofThisProcess() {
        Module unnamed = JavaFit.class.getModule();
        Module base = Object.class.getModule();
        return new JavaFit(
                Runtime.version().feature(), base.isOpen("sun.nio.ch", unnamed) && base.isOpen("java.nio", unnamed));
    }

    /** Refuses, in one sentence, a Java that Spark would fail on. */
    void check() {
        if (feature > LATEST) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "Spark 4.2 runs on Java up to " + LATEST + ", and this is Java " + feature,
                    "set MATINEE_JAVA_HOME to a JDK " + LATEST);
        }
        if (!opened) {
            throw new MatineeException(
                    ErrorCode.CONFLICT,
                    "this Java does not let Spark into java.nio and sun.nio.ch, which it needs",
                    "start with the launcher matinee or with spark-submit, or give java the options --add-opens that"
                            + " docs/guide/spark.md lists");
        }
    }
}
