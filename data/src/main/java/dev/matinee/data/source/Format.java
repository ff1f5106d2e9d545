package dev.matinee.data.source;

/** One kind of source: how it is called, recognised and opened. Stateless and thread-safe. */
public interface Format {
    /** The name in the words of {@code --format}: {@code movielens-csv}. */
    String name();

    /**
     * Whether something at this location looks to be of this format; judged by names and first bytes only, so that a
     * damaged or empty file of the format is still recognised and then refused with a good reason. Locations that do not
     * exist are asked too, as a database URL is nowhere in the file system.
     */
    boolean recognises(Location location);

    /** Opens it; throws {@code BAD_DATA} where it is not of this format after all, {@code NOT_FOUND} where it is not there. */
    Source open(Location location, SourceOptions options);
}
