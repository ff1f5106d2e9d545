/**
 * Users who are erased: {@link dev.matinee.server.erasure.Erasures} forgets what they did at once, keeps them from being served, and sees
 * to it that the next catalog and every model are made without them; a {@link dev.matinee.server.erasure.Receipt} says how far that is.
 */
@NullMarked
package dev.matinee.server.erasure;

import org.jspecify.annotations.NullMarked;
