/**
 * Ratings in the columns of tables. {@link dev.matinee.data.table.SqliteFormat},
 * {@link dev.matinee.data.table.JdbcFormat} and {@link dev.matinee.data.table.ParquetFormat} are the formats;
 * a {@link dev.matinee.data.table.RatingRow} judges the four cells of a row for all of them.
 */
@NullMarked
package dev.matinee.data.table;

import org.jspecify.annotations.NullMarked;
