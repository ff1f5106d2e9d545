-- The describe table: count, mean, sample deviation, smallest, quartiles and largest of every quantity worth it.
-- Quartiles lie between neighbours where their place does (as in pandas and numpy). Means and deviations are rounded so that
-- they do not depend on the order in which values are added up.
WITH quantities AS (
  SELECT 1 AS place, 'rating' AS quantity, double(rating) AS value, count(*) AS times FROM ratings GROUP BY rating
  UNION ALL SELECT 2, 'ratings per user', double(total_ratings), count(*) FROM user_statistics GROUP BY total_ratings
  UNION ALL SELECT 3, 'mean rating of a user', avg_rating, count(*) FROM user_statistics GROUP BY avg_rating
  UNION ALL SELECT 4, 'ratings per movie', double(total_ratings), count(*) FROM movie_statistics GROUP BY total_ratings
  UNION ALL SELECT 5, 'mean rating of a movie', avg_rating, count(*) FROM movie_statistics GROUP BY avg_rating
  UNION ALL SELECT 6, 'days from first to last rating', double(activity_days), count(*) FROM user_statistics
            WHERE activity_days IS NOT NULL GROUP BY activity_days
  UNION ALL SELECT 7, 'year of release', double(year), count(*) FROM movies WHERE year IS NOT NULL GROUP BY year
),
summed AS (
  SELECT place, quantity, value, times, sum(times) OVER (PARTITION BY place ORDER BY value) AS upto,
    sum(times) OVER (PARTITION BY place) AS n,
    sum(times * value) OVER (PARTITION BY place) / sum(times) OVER (PARTITION BY place) AS mean
  FROM quantities
),
found AS (
  SELECT place, quantity, any_value(n) AS n, any_value(mean) AS mean,
    sqrt(sum(times * (value - mean) * (value - mean)) / nullif(any_value(n) - 1, 0)) AS deviation,
    min(value) AS smallest, max(value) AS largest,
    min(value) FILTER (WHERE upto > floor((n - 1) * 0.25D)) AS below1, min(value) FILTER (WHERE upto > ceil((n - 1) * 0.25D)) AS above1,
    min(value) FILTER (WHERE upto > floor((n - 1) * 0.5D)) AS below2, min(value) FILTER (WHERE upto > ceil((n - 1) * 0.5D)) AS above2,
    min(value) FILTER (WHERE upto > floor((n - 1) * 0.75D)) AS below3, min(value) FILTER (WHERE upto > ceil((n - 1) * 0.75D)) AS above3
  FROM summed GROUP BY place, quantity
)
SELECT quantity, n, round(mean, 10) AS mean, round(deviation, 10) AS deviation, smallest, largest,
  below1 + (above1 - below1) * ((n - 1) * 0.25D - floor((n - 1) * 0.25D)) AS lower_quartile,
  below2 + (above2 - below2) * ((n - 1) * 0.5D - floor((n - 1) * 0.5D)) AS median,
  below3 + (above3 - below3) * ((n - 1) * 0.75D - floor((n - 1) * 0.75D)) AS upper_quartile
FROM found ORDER BY place
