package dev.matinee.data.generate;

/**
 * What was generated, with the two numbers that real data cannot give.
 *
 * @param name the data set it is shaped like
 * @param seed the run's seed
 * @param users users with at least one rating
 * @param movies movies listed
 * @param ratedMovies movies with at least one rating
 * @param rows rating rows, those without a rating included
 * @param ratings rows with a rating
 * @param missingRatings rows without a rating
 * @param anomalousDates rows with a date years outside the range
 * @param tags tags written
 * @param meanRating the mean of the ratings
 * @param noiseFloor the RMSE that the best possible model is expected to have: the root of the mean variance of an answer
 *     about its true mean. No honest test RMSE is reliably below it. It is that of any part of the ratings drawn at random,
 *     such as a tenth that is held out
 * @param trueParametersRmse the RMSE that the true parameters have on these very ratings; differs from the noise floor by
 *     chance alone
 * @param topTenthOfMovies the share of the rows that the most popular tenth of the rated movies have
 * @param topTenthOfUsers the share of the rows that the most active tenth of the users have
 * @param bytes the size of the files written, 0 in memory
 */
public record GenerationReport(
        String name,
        long seed,
        int users,
        int movies,
        int ratedMovies,
        long rows,
        long ratings,
        long missingRatings,
        long anomalousDates,
        long tags,
        double meanRating,
        double noiseFloor,
        double trueParametersRmse,
        double topTenthOfMovies,
        double topTenthOfUsers,
        long bytes) {}
