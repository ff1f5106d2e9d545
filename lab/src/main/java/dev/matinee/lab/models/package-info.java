/** Trained models in a workspace: {@link dev.matinee.lab.models.ModelStore} keeps them by name and version. */
@NullMarked
package dev.matinee.lab.models;

import org.jspecify.annotations.NullMarked;
