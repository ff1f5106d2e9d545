/** What Apache Mahout's last recommender takes. */
@org.jspecify.annotations.NullMarked
package dev.matinee.bench.mahout;
