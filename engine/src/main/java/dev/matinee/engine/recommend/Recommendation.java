package dev.matinee.engine.recommend;

/**
 * One recommended item.
 *
 * @param rank 1 for the best
 * @param item the item's source id
 * @param score what the model gave it; comparable within one answer only
 */
public record Recommendation(int rank, String item, float score) {}
