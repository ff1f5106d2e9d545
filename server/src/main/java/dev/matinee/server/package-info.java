/**
 * The recommendation service: {@link dev.matinee.server.Service} serves a workspace by HTTP as
 * {@link dev.matinee.server.ServiceSettings} say.
 */
@NullMarked
package dev.matinee.server;

import org.jspecify.annotations.NullMarked;
