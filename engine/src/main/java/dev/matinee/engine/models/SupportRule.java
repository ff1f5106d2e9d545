package dev.matinee.engine.models;

/** How much a score by ratings counts beside one by content, by how much is known. */
interface SupportRule {
    /**
     * What the score by ratings counts, 0 to 1.
     *
     * @param ofItem how many ratings the item has
     * @param ofUser how many ratings the user has
     */
    float share(int ofItem, int ofUser);

    /** Its two numbers, in a fixed order: what is saved of it. */
    float[] numbers();

    /** Ratings count {@code share n / (n + halfSupport)} for an item with n of them, whoever asks. */
    record Weighted(float share, float halfSupport) implements SupportRule {
        @Override
        public float share(int ofItem, int ofUser) {
            return ofItem == 0 ? 0 : share * ofItem / (ofItem + halfSupport);
        }

        @Override
        public float[] numbers() {
            return new float[] {share, halfSupport};
        }
    }

    /** Ratings count alone for items and users with at least so many of them, content alone for others. */
    record Switching(float leastOfItem, float leastOfUser) implements SupportRule {
        @Override
        public float share(int ofItem, int ofUser) {
            return ofItem >= leastOfItem && ofUser >= leastOfUser ? 1 : 0;
        }

        @Override
        public float[] numbers() {
            return new float[] {leastOfItem, leastOfUser};
        }
    }
}
