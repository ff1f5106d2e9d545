/**
 * The API by HTTP: an {@link dev.matinee.server.api.Endpoint} answers a {@link dev.matinee.server.api.Call} with a
 * {@link dev.matinee.server.api.Reply}, {@link dev.matinee.server.api.Gateway} stands before all of them. {@code openapi.yaml}
 * says what there is; tests hold the endpoints and their answers to it.
 */
@NullMarked
package dev.matinee.server.api;

import org.jspecify.annotations.NullMarked;
