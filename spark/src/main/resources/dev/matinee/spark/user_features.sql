-- What each user's ratings look like: one row a user, as the catalog's own question of this name has it. For every genre that is
-- asked for, GENRES adds the number and the sum of the user's ratings of movies of that genre. PERIOD is a condition on rated_at.
SELECT
  CAST(user_id AS STRING) AS user,
  double(count(*)) AS ratings,
  round(avg(rating), 10) AS mean,
  CASE WHEN count(*) > 1 THEN round(stddev_samp(rating), 10) ELSE 0D END AS std,
  double(min(rating)) AS min,
  double(max(rating)) AS max,
  double(max(rating)) - double(min(rating)) AS range,
  double(count(*)) AS uniqueMovies,
  double(coalesce(date_diff(CAST(max(rated_at) AS DATE), CAST(min(rated_at) AS DATE)), 0)) AS activityDays
  GENRES
FROM ratings LEFT JOIN movies USING (movie_id)
WHERE PERIOD
GROUP BY user_id
ORDER BY user_id
