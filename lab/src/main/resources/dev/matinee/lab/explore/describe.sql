-- The describe table: count, mean, sample deviation, smallest, quartiles and largest of every quantity worth it.
-- Quartiles lie between neighbours where their place does (as in pandas and numpy). Means and deviations
-- are rounded so that they do not depend on the order in which values are added up.
WITH quantities AS (
  SELECT 1 AS place, 'rating' AS quantity, rating::DOUBLE AS value, ratings AS times
  FROM (SELECT rating, count(*) AS ratings FROM ratings GROUP BY rating)
  UNION ALL SELECT 2, 'ratings per user', total_ratings, count(*) FROM user_statistics GROUP BY total_ratings
  UNION ALL SELECT 3, 'mean rating of a user', avg_rating, count(*) FROM user_statistics GROUP BY avg_rating
  UNION ALL SELECT 4, 'ratings per movie', total_ratings, count(*) FROM movie_statistics GROUP BY total_ratings
  UNION ALL SELECT 5, 'mean rating of a movie', avg_rating, count(*) FROM movie_statistics GROUP BY avg_rating
  UNION ALL SELECT 6, 'days from first to last rating', activity_days, count(*) FROM user_statistics
            WHERE activity_days IS NOT NULL GROUP BY activity_days
  UNION ALL SELECT 7, 'year of release', year, count(*) FROM movies WHERE year IS NOT NULL GROUP BY year
),
summed AS (
  SELECT place, quantity, value, times, sum(times) OVER (PARTITION BY place ORDER BY value) AS upto,
    sum(times) OVER (PARTITION BY place) AS n, sum(times * value) OVER (PARTITION BY place) / n AS mean
  FROM quantities
),
found AS (
  SELECT place, quantity, any_value(n) AS n, any_value(mean) AS mean,
    sqrt(sum(times * (value - mean) * (value - mean)) / nullif(any_value(n) - 1, 0)) AS deviation,
    min(value) AS smallest, max(value) AS largest,
    [(any_value(n) - 1) * q FOR q IN [0.25, 0.5, 0.75]] AS places,
    [min(value) FILTER (upto > floor((n - 1) * 0.25)), min(value) FILTER (upto > floor((n - 1) * 0.5)),
     min(value) FILTER (upto > floor((n - 1) * 0.75))] AS below,
    [min(value) FILTER (upto > ceil((n - 1) * 0.25)), min(value) FILTER (upto > ceil((n - 1) * 0.5)),
     min(value) FILTER (upto > ceil((n - 1) * 0.75))] AS above
  FROM summed GROUP BY place, quantity
)
SELECT quantity, n::BIGINT AS n, round(mean, 10) AS mean, round(deviation, 10) AS deviation, smallest, largest,
  below[1] + (above[1] - below[1]) * (places[1] - floor(places[1])) AS lower_quartile,
  below[2] + (above[2] - below[2]) * (places[2] - floor(places[2])) AS median,
  below[3] + (above[3] - below[3]) * (places[3] - floor(places[3])) AS upper_quartile
FROM found ORDER BY place;
