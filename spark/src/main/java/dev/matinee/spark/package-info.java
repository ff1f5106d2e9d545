/**
 * The jobs of Matinee on Apache Spark: {@link dev.matinee.spark.SparkProvider}, found by name, starts a {@link
 * dev.matinee.spark.SparkEngine}, which reads, counts, clusters, trains and recommends there and leaves the same files as this
 * process would.
 */
@NullMarked
package dev.matinee.spark;

import org.jspecify.annotations.NullMarked;
