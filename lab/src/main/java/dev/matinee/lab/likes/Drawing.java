package dev.matinee.lab.likes;

/** From which ratings the aggregates that a training row is described by are computed. */
public enum Drawing {
    /** From the training ratings of all other folds: the honest way. */
    OUT_OF_FOLD,
    /**
     * From all other training ratings. It leaks: within a user, the mean without a rating tells the rating, and trees read
     * it backwards.
     */
    LEAVE_ONE_OUT,
    /** From all ratings, those that are measured on included, as documents 000 and 002 do. It leaks. */
    AS_IN_DOCUMENT
}
