/**
 * From a source of ratings to a validated catalog. {@link dev.matinee.data.ingest.Sources} opens whatever holds the
 * ratings.
 */
@NullMarked
package dev.matinee.data.ingest;

import org.jspecify.annotations.NullMarked;
