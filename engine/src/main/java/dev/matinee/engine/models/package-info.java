/**
 * The models that learn from ratings, one file each from settings over training to scoring. Each begins with its settings,
 * such as {@link dev.matinee.engine.models.ImplicitAls}; training makes its model, such as
 * {@link dev.matinee.engine.models.ImplicitAlsModel}.
 */
@NullMarked
package dev.matinee.engine.models;

import org.jspecify.annotations.NullMarked;
