-- What each user's ratings look like: one row a user. The deviation is the sample's, 0 for one rating; means and deviations
-- are rounded so that they do not depend on the order in which ratings are added up. For every genre g that is asked for,
-- GENRES adds the number and the sum of the user's ratings of movies of that genre. PERIOD is a condition on rated_at.
WITH of_genres AS (
  SELECT movie_id MEMBERSHIPS
  FROM movies
)
SELECT
  user_id::VARCHAR AS user,
  count(*)::DOUBLE AS ratings,
  round(avg(rating), 10) AS mean,
  coalesce(round(stddev_samp(rating), 10), 0) AS std,
  min(rating)::DOUBLE AS min,
  max(rating)::DOUBLE AS max,
  max(rating)::DOUBLE - min(rating)::DOUBLE AS range,
  count(*)::DOUBLE AS "uniqueMovies",
  coalesce(date_diff('day', CAST(min(rated_at) AS DATE), CAST(max(rated_at) AS DATE)), 0)::DOUBLE AS "activityDays"
  GENRES
FROM ratings LEFT JOIN of_genres USING (movie_id)
WHERE PERIOD
GROUP BY user_id
ORDER BY user_id;
