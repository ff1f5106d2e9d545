/**
 * Grouping points. {@link dev.matinee.engine.cluster.KMeans} divides {@link dev.matinee.engine.cluster.Points} into
 * clusters; {@link dev.matinee.engine.cluster.Silhouette} and {@link dev.matinee.engine.cluster.AdjustedRand} say how
 * good and how alike divisions are.
 */
@NullMarked
package dev.matinee.engine.cluster;

import org.jspecify.annotations.NullMarked;
