/**
 * What was ingested. A {@link dev.matinee.data.catalog.Workspace} is the folder that everything is kept in;
 * {@link dev.matinee.data.catalog.Catalog} is one immutable snapshot of validated data in it, with the
 * {@link dev.matinee.engine.matrix.Interactions} that models are trained on.
 */
@NullMarked
package dev.matinee.data.catalog;

import org.jspecify.annotations.NullMarked;
