package dev.matinee.server.web;

/**
 * A page without what is around it on every page.
 *
 * @param title what is on it
 * @param section the address of the entry of the menu that it belongs to
 * @param lead a sentence under the title; may be nothing
 * @param body what is on it
 */
record Page(String title, String section, Html lead, Html body) {}
