/**
 * Whether what was once computed comes out the same again. Begin with {@link dev.matinee.lab.verify.Verifier}, which answers
 * a {@link dev.matinee.lab.verify.Verification}.
 */
@NullMarked
package dev.matinee.lab.verify;

import org.jspecify.annotations.NullMarked;
