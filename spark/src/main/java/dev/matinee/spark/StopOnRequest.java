package dev.matinee.spark;

import dev.matinee.engine.Run;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.SparkSession;

/** Stops all jobs when the run was asked to stop; looked at whenever a task ends. */
final class StopOnRequest extends SparkListener {
    private final SparkSession spark;
    private final Run run;

    private StopOnRequest(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    static void listen(SparkSession spark, Run run) {
        spark.sparkContext().addSparkListener(new StopOnRequest(spark, run));
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        if (run.cancelled().getAsBoolean()) {
            spark.sparkContext().cancelAllJobs();
        }
    }
}
