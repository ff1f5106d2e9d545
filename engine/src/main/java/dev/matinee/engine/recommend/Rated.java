package dev.matinee.engine.recommend;

/**
 * One line of a visitor's history.
 *
 * @param item the item's source id
 * @param rating how it was rated, on the data's scale
 */
public record Rated(String item, float rating) {}
