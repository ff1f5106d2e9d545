/**
 * Sources of delimited text: the layouts of MovieLens and of the Netflix Prize, and CSV of any columns.
 * {@link dev.matinee.data.text.RatingLines} reads rating rows, fast where they are plain numbers and exactly where they are
 * not; {@link dev.matinee.data.text.Records} reads everything else.
 */
@NullMarked
package dev.matinee.data.text;

import org.jspecify.annotations.NullMarked;
