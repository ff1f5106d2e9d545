package dev.matinee.engine.recommend;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What one component of a settings record means and which values it takes; bounds are inclusive. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** What it is, in a few words without a full stop. */
    String value();

    /** The smallest number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The largest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** The lowest and the highest number worth trying when settings are searched; empty where there is nothing to search. */
    double[] search() default {};

    /** Whether a search should try as many numbers between 1 and 10 as between 10 and 100. */
    boolean logarithmic() default false;
}
