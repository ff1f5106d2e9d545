/**
 * Where ratings come from. A {@link dev.matinee.data.source.Source} hands its rating rows to a
 * {@link dev.matinee.data.source.RatingSink} and everything else it has (movies, tags, links, user attributes,
 * predefined splits) to a {@link dev.matinee.data.source.TableSink}; it judges nothing but whether a row can be read.
 */
@NullMarked
package dev.matinee.data.source;

import org.jspecify.annotations.NullMarked;
