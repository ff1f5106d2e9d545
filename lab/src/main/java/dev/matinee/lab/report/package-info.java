/**
 * One page to hand to a colleague: a {@link dev.matinee.lab.report.Report} puts the {@link
 * dev.matinee.lab.report.Section sections} that a workspace can fill on one self-contained HTML page.
 */
@NullMarked
package dev.matinee.lab.report;

import org.jspecify.annotations.NullMarked;
