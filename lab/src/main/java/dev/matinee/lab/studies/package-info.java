/**
 * The five documents that Matinee answers, done again: a {@link dev.matinee.lab.studies.Study} runs one of them end to end with
 * what the other packages have, and its {@link dev.matinee.lab.studies.StudyResult} puts every figure beside the document's.
 */
@NullMarked
package dev.matinee.lab.studies;

import org.jspecify.annotations.NullMarked;
