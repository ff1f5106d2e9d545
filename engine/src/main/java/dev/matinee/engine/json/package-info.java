/**
 * Just enough JSON for model cards, settings and the header of model files, so that the engine needs no library:
 * {@link dev.matinee.engine.json.Json} reads and writes maps, lists, texts, numbers and truth values.
 */
@NullMarked
package dev.matinee.engine.json;

import org.jspecify.annotations.NullMarked;
