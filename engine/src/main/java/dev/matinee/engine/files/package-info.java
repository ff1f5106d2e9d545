/**
 * Models on disk. {@link dev.matinee.engine.files.ModelFolder} saves a model as a safetensors file with a card beside it
 * and puts it together again; {@code docs/formats.md} describes both for readers in other languages.
 */
@NullMarked
package dev.matinee.engine.files;

import org.jspecify.annotations.NullMarked;
