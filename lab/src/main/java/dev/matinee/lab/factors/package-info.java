/**
 * What the taste factors of a rating matrix mean. {@link dev.matinee.lab.factors.FactorAnalysis} finds and interprets
 * them, on the ratings as they are and above each user's mean; {@link dev.matinee.lab.factors.FactorStore} keeps them in
 * the workspace.
 */
@NullMarked
package dev.matinee.lab.factors;

import org.jspecify.annotations.NullMarked;
