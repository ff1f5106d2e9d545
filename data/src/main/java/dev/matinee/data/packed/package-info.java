/**
 * Ratings that come packed: a {@link dev.matinee.data.packed.ZipArchive} of any other source, and the
 * {@link dev.matinee.data.packed.SampleFormat} embedded in a jar.
 */
@NullMarked
package dev.matinee.data.packed;

import org.jspecify.annotations.NullMarked;
