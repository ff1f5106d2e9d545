/**
 * Groups of users who are alike. {@link dev.matinee.lab.segments.Segmentation} finds segments by what users do and says
 * how far they can be trusted; {@link dev.matinee.lab.segments.SegmentStore} keeps them in the workspace.
 */
@NullMarked
package dev.matinee.lab.segments;

import org.jspecify.annotations.NullMarked;
