/**
 * The web app, for people who would rather look than read. {@link dev.matinee.server.web.Web} has its pages, each made on the server
 * from what the API answers; {@link dev.matinee.server.web.Html} is what they are made of, and the only place where markup is.
 */
@NullMarked
package dev.matinee.server.web;

import org.jspecify.annotations.NullMarked;
